/** Specifications of the catalog that a database is in. */
@NullMarked
package io.replyx.verify.specs.state;

import org.jspecify.annotations.NullMarked;
