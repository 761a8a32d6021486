/** Waiting for others on a database in use, with an end: Flyway's lock, locks on tables, and who stands in the way. */
@NullMarked
package io.replyx.verify.migration.lock;

import org.jspecify.annotations.NullMarked;
