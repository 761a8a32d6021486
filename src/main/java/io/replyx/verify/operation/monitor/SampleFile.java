package io.replyx.verify.operation.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.replyx.verify.settings.WrongUse;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Samples in a file, one JSON object a line; the file is replaced as a whole, so that no interruption leaves half of it. */
final class SampleFile {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    SampleFile(Path file) {
        this.file = file;
    }

    /** Every sample, in the order of the file; none where there is no file yet. */
    List<Sample> read() {
        List<Sample> samples = new ArrayList<>();
        if (Files.notExists(file)) {
            return samples;
        }
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    samples.add(sample(lines.get(i), i + 1));
                }
            }
            return samples;
        } catch (IOException unreadable) {
            throw new WrongUse("cannot read the history " + file + ": check that it is a text file in UTF-8");
        }
    }

    private Sample sample(String line, int number) {
        try {
            JsonNode node = JSON.readTree(line);
            Map<String, Long> tables = new TreeMap<>();
            node.path("tables")
                    .properties()
                    .forEach(
                            table -> tables.put(table.getKey(), table.getValue().asLong()));
            return new Sample(
                    Instant.parse(node.required("at").asText()),
                    node.required("database").asText(),
                    node.required("bytes").asLong(),
                    tables);
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException wrong) {
            throw new WrongUse("line " + number + " of the history " + file + " is no sample of ./verify monitor;"
                    + " nothing was written to it. Take the line out, or name another file.");
        }
    }

    /** Replace the file. */
    void write(List<Sample> samples) {
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path next = target.resolveSibling(target.getFileName() + ".next");
            StringBuilder text = new StringBuilder();
            for (Sample sample : samples) {
                text.append(line(sample)).append('\n');
            }
            try (FileChannel channel = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                var bytes = StandardCharsets.UTF_8.encode(text.toString());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new WrongUse("cannot write the history " + file
                    + ": check that its folder is there and may be written to; the old file, if any, is as it was");
        }
    }

    private static String line(Sample sample) throws JsonProcessingException {
        ObjectNode node = JSON.createObjectNode();
        node.put("at", sample.at().toString());
        node.put("database", sample.database());
        node.put("bytes", sample.bytes());
        ObjectNode tables = node.putObject("tables");
        sample.tables().forEach(tables::put);
        return JSON.writeValueAsString(node);
    }
}
