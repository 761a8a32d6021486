package io.replyx.verify.evidence;

/**
 * A sequence that does not stand where it stood.
 *
 * @param sequence qualified, quoted name
 * @param back whether it will give out numbers that it has given out before
 * @param message where it stands and where it stood
 */
public record SequenceMove(String sequence, boolean back, String message) {

    /** Kind and name of the sequence. */
    public String describe() {
        return "sequence " + sequence;
    }
}
