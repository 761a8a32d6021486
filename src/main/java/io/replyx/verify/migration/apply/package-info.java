/** Applies versions with Flyway, and has it write a baseline. */
@NullMarked
package io.replyx.verify.migration.apply;

import org.jspecify.annotations.NullMarked;
