/** Self-test of the mutation harness: what it kills, and what it proves equivalent. */
@NullMarked
package io.replyx.verify.power;

import org.jspecify.annotations.NullMarked;
