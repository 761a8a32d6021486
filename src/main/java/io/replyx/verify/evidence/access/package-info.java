/** What roles may do in effect, and how a connection is protected, as the server sees it. */
@NullMarked
package io.replyx.verify.evidence.access;

import org.jspecify.annotations.NullMarked;
