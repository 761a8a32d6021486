/** Whether a database can be used: what a row of every table sets off, and what functions and views name. */
@NullMarked
package io.replyx.verify.evidence.use;

import org.jspecify.annotations.NullMarked;
