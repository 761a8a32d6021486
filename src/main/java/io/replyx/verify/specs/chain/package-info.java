/** Specifications of transitions: what each version, each undo and the whole chain do. */
@NullMarked
package io.replyx.verify.specs.chain;

import org.jspecify.annotations.NullMarked;
