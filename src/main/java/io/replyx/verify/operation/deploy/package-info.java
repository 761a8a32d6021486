/** Deployments: eight steps in one order, each of which can refuse, and the way back when one fails. */
@NullMarked
package io.replyx.verify.operation.deploy;

import org.jspecify.annotations.NullMarked;
