/** How a database in use fares at one moment, and how it has grown. */
@NullMarked
package io.replyx.verify.operation.monitor;

import org.jspecify.annotations.NullMarked;
