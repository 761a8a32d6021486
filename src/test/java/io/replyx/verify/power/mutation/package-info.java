/** Tests of the operators that derive mutants. */
@NullMarked
package io.replyx.verify.power.mutation;

import org.jspecify.annotations.NullMarked;
