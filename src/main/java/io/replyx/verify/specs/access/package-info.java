/** Specifications of who may do what, and how connections and passwords are protected. */
@NullMarked
package io.replyx.verify.specs.access;

import org.jspecify.annotations.NullMarked;
