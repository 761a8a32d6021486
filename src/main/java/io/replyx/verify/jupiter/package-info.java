/** What specifications are written with: rules, parameters, checks and the run that they belong to. */
@NullMarked
package io.replyx.verify.jupiter;

import org.jspecify.annotations.NullMarked;
