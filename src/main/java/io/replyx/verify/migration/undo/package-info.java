/** Takes versions back, and says how that ended. */
@NullMarked
package io.replyx.verify.migration.undo;

import org.jspecify.annotations.NullMarked;
