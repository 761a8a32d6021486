/** How a catalog is read from a server: one query a kind, one snapshot, nothing written. */
@NullMarked
package io.replyx.verify.catalog.read;

import org.jspecify.annotations.NullMarked;
