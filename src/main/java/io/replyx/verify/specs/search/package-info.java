/** Specifications of vector columns and nearest-neighbour searches. */
@NullMarked
package io.replyx.verify.specs.search;

import org.jspecify.annotations.NullMarked;
