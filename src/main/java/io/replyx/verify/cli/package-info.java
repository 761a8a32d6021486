/** The commands: the only place that prints and exits. */
@NullMarked
package io.replyx.verify.cli;

import org.jspecify.annotations.NullMarked;
