/** What a database consists of, as records, and how two such descriptions differ; knows nothing but the JDK. */
@NullMarked
package io.replyx.verify.catalog;

import org.jspecify.annotations.NullMarked;
