/** Fill a catalog from a connection, with one query a kind of object. */
@NullMarked
package io.replyx.verify.catalog.read;

import org.jspecify.annotations.NullMarked;
