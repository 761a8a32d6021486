package io.replyx.verify.power.mutation;

/** Where a mutant has to be caught. */
public enum Trial {
    /** Before it is deployed: the changed chain is rehearsed. */
    REHEARSAL,
    /** The same, though whoever reviewed it has approved the catalogs and locks that it leads to. */
    APPROVED,
    /** After the sound script was deployed: the changed chain is compared with the database that has had the sound one. */
    PRODUCTION
}
