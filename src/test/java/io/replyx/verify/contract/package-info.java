/** Calibration of what a subject's team writes down. */
@NullMarked
package io.replyx.verify.contract;

import org.jspecify.annotations.NullMarked;
