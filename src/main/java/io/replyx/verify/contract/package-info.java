/** What a subject's own team says must be true of it. */
@NullMarked
package io.replyx.verify.contract;

import org.jspecify.annotations.NullMarked;
