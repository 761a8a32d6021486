/** Calibration of how a catalog is spelled, whatever server it was read from. */
@NullMarked
package io.replyx.verify.catalog.read;

import org.jspecify.annotations.NullMarked;
