/** How much a subject's specifications catch: its scripts with one thing wrong at a time, put before the suite. */
@NullMarked
package io.replyx.verify.power;

import org.jspecify.annotations.NullMarked;
