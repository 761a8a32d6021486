/** Keeps a database in use in shape: VACUUM, ANALYZE, indexes over vectors built anew, and advice. */
@NullMarked
package io.replyx.verify.operation.maintain;

import org.jspecify.annotations.NullMarked;
