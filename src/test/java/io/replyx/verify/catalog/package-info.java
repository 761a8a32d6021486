/** Calibration of the catalog: each kind is read, each change is told, and nothing else. */
@NullMarked
package io.replyx.verify.catalog;

import org.jspecify.annotations.NullMarked;
