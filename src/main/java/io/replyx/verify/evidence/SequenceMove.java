package io.replyx.verify.evidence;

/**
 * A sequence that does not stand where it stood.
 *
 * @param sequence qualified, quoted name
 * @param back whether it will give out numbers that it has given out before
 * @param beyond whether it stands beyond every value of the column that it feeds
 * @param message where it stands and where it stood
 */
public record SequenceMove(String sequence, boolean back, boolean beyond, String message) {

    /** The same move, known to lead beyond every value of the column that the sequence feeds. */
    SequenceMove leadingBeyond() {
        return new SequenceMove(sequence, back, true, message);
    }

    /** Kind and name of the sequence. */
    public String describe() {
        return "sequence " + sequence;
    }
}
