/** What a run was asked to do: arguments, environment, addresses and secrets, read once and checked. */
@NullMarked
package io.replyx.verify.settings;

import org.jspecify.annotations.NullMarked;
