/** Specifications of the run itself and of a database in operation. */
@NullMarked
package io.replyx.verify.specs.operation;

import org.jspecify.annotations.NullMarked;
