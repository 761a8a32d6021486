/** Measurements: what applying and undoing did to rows, plans and transactions. */
@NullMarked
package io.replyx.verify.evidence;

import org.jspecify.annotations.NullMarked;
