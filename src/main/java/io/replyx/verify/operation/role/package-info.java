/** The SQL that makes the roles that a database in use should have. */
@NullMarked
package io.replyx.verify.operation.role;

import org.jspecify.annotations.NullMarked;
