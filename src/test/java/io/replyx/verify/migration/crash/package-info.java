/** Kills clients, sessions and servers at every statement of a chain, and looks at what is left. */
@NullMarked
package io.replyx.verify.migration.crash;

import org.jspecify.annotations.NullMarked;
