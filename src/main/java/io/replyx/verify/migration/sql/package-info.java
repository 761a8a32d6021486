/** SQL text taken apart into statements and tokens, without a server. */
@NullMarked
package io.replyx.verify.migration.sql;

import org.jspecify.annotations.NullMarked;
