/** What stands at the connection of a read: only statements on a short list of kinds reach the server. */
@NullMarked
package io.replyx.verify.database.gate;

import org.jspecify.annotations.NullMarked;
