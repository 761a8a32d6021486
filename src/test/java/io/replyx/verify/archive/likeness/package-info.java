@NullMarked
package io.replyx.verify.archive.likeness;

import org.jspecify.annotations.NullMarked;
