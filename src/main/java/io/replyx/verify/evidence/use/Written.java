package io.replyx.verify.evidence.use;

import java.util.Optional;

/**
 * What a statement that writes came to.
 *
 * @param rows how many rows the server says that it wrote; 0 where it failed
 * @param failure why it failed
 */
record Written(long rows, Optional<Failure> failure) {}
