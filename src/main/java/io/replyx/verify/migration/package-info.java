/** Migration scripts and the histories that record which of them a database has had. */
@NullMarked
package io.replyx.verify.migration;

import org.jspecify.annotations.NullMarked;
