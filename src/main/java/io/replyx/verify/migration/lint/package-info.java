/** What can be said of scripts without running them. */
@NullMarked
package io.replyx.verify.migration.lint;

import org.jspecify.annotations.NullMarked;
