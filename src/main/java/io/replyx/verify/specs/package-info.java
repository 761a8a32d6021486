/** The specifications, and how all of them or some are run. */
@NullMarked
package io.replyx.verify.specs;

import org.jspecify.annotations.NullMarked;
