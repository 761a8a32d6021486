package io.replyx.verify.evidence;

/** A measurement could not be made, so that nothing can be said of the rule that asked for it. */
public final class MeasurementFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Say which measurement, and what stopped it. */
    public MeasurementFailed(String measurement, Throwable cause) {
        super(measurement + ": " + String.valueOf(cause.getMessage()).strip(), cause);
    }
}
