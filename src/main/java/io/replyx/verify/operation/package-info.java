/** Operations on a database in use, each proved by the specifications: rollback, adopt, status. */
@NullMarked
package io.replyx.verify.operation;

import org.jspecify.annotations.NullMarked;
