/** AssertJ assertions over catalogs and measurements, and the findings that they make. */
@NullMarked
package io.replyx.verify.assertion;

import org.jspecify.annotations.NullMarked;
