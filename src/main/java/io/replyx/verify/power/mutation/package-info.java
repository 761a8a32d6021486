/** What can be wrong with a script: operators that derive mutants from a subject's own scripts, without a database. */
@NullMarked
package io.replyx.verify.power.mutation;

import org.jspecify.annotations.NullMarked;
