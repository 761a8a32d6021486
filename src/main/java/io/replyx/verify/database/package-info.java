/** Database servers and databases: where to find one, how to connect, what may be written to and what may not. */
@NullMarked
package io.replyx.verify.database;

import org.jspecify.annotations.NullMarked;
