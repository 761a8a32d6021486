/** Statements that would make a database what it should be; they are shown to people and never run. */
@NullMarked
package io.replyx.verify.catalog.remedy;

import org.jspecify.annotations.NullMarked;
