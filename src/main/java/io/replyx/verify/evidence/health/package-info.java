/** How a database in use fares: what runs out, what stands in the way, what was neglected. */
@NullMarked
package io.replyx.verify.evidence.health;

import org.jspecify.annotations.NullMarked;
