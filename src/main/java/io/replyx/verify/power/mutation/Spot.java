package io.replyx.verify.power.mutation;

/** A statement of a subject's scripts, to be changed where it stands. */
record Spot(VersionScripts scripts, Side side, ScriptCut cut, ScriptCut.Piece piece) {

    String text() {
        return piece.text();
    }

    /** What the statement is about; the version, where it cannot be told. */
    String object() {
        return Names.object(text()).orElse(scripts.object());
    }

    String where() {
        return side == Side.APPLY ? "" : "in the undo, ";
    }

    Mutation becoming(String text, String change) {
        return becoming(text, change, object());
    }

    Mutation becoming(String text, String change, String object) {
        return script(cut.with(piece, text), change, object);
    }

    /** The whole script with another text. */
    Mutation script(String text, String change, String object) {
        return scripts.with(side, text, where() + change, object);
    }

    /** The whole script with another text, for a change to what this statement is about. */
    Mutation script(String text, String change) {
        return script(text, change, object());
    }
}
