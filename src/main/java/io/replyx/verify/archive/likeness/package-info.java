/** A disposable database with the schema, settings and sizes of one in use, and none of its rows. */
@NullMarked
package io.replyx.verify.archive.likeness;

import org.jspecify.annotations.NullMarked;
