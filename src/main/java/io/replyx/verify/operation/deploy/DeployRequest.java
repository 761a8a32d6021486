package io.replyx.verify.operation.deploy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a deployment is asked to do.
 *
 * @param backups the folder that the backup goes to; empty for none, which somebody has said in so many words
 * @param lockWait how long to wait for the lock on migrations
 * @param disk a path of this machine that is on the disk of the server's data, where there is one
 */
public record DeployRequest(Optional<Path> backups, Duration lockWait, Optional<Path> disk) {}
