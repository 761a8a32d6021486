package io.replyx.verify.database;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A place where PostgreSQL's programs are, and can be run. */
interface Programs extends AutoCloseable {
    /** Where they are, as a person would say it. */
    String origin();

    /** The version that pg_dump and pg_restore have. */
    ToolVersion version();

    /** How a program there sees a file of this machine, if it is in one of the folders that were named beforehand. */
    Path seenAs(Path file);

    /**
     * Run a program to its end.
     *
     * @param output where its standard output goes; read line by line where it is empty
     * @param lines is told each line of what it says
     * @throws CommandFailed when it cannot be run or does not say success
     */
    void run(List<String> words, Map<String, String> environment, Optional<Path> output, Consumer<String> lines);

    /** End what runs, from another thread. */
    void stop();

    @Override
    void close();
}
