package io.replyx.verify.database;

/** A standby cancelled a read, because what it has to replay takes away what the read may still see. */
final class RecoveryConflict extends Exception {
    private static final long serialVersionUID = 1L;
}
