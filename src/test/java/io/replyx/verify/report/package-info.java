/** Calibration of the reports. */
@NullMarked
package io.replyx.verify.report;

import org.jspecify.annotations.NullMarked;
