/** What a run leaves behind: summary, JUnit XML, Allure results and the HTML report. */
@NullMarked
package io.replyx.verify.report;

import org.jspecify.annotations.NullMarked;
