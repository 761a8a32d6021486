package io.replyx.verify.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads YAML that people write by hand, with an error for every entry that is unknown, missing or of the wrong kind.
 *
 * @param type what the file is read as
 * @param noun what such a file is called, as in {@code contract}
 * @param beginning how it begins
 */
public record YamlFile<T>(Class<T> type, String noun, String beginning) {
    private static final int MOST_BYTES = 1024 * 1024;

    /**
     * Read a file.
     *
     * @throws WrongUse naming file, line and entry when it is not one
     */
    public T read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new WrongUse(file + " is larger than 1 MiB, which no " + noun + " is");
            }
            return parse(file.toString(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new WrongUse("cannot read the " + noun + " " + file + ": check that it exists and is text in UTF-8");
        }
    }

    /** Read a text, which messages call by the name of its file. */
    public T parse(String file, String yaml) {
        boolean empty = yaml.lines().allMatch(line -> line.isBlank() || line.startsWith("#"));
        if (empty) {
            throw new WrongUse(file + " is empty: a " + noun + " begins with '" + beginning + "'");
        }
        try {
            T read = reader().readValue(yaml);
            if (read == null) {
                throw new WrongUse(file + " says nothing: a " + noun + " begins with '" + beginning + "'");
            }
            return read;
        } catch (JsonMappingException wrong) {
            throw new WrongUse(file + place(wrong) + ": " + entry(wrong) + firstLine(wrong.getOriginalMessage()));
        } catch (JsonProcessingException malformed) {
            throw new WrongUse(file + place(malformed) + ": " + firstLine(malformed.getOriginalMessage()));
        }
    }

    private ObjectReader reader() {
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(10);
        limits.setNestingDepthLimit(20);
        limits.setCodePointLimit(MOST_BYTES);
        YAMLMapper mapper = YAMLMapper.builder(
                        YAMLFactory.builder().loaderOptions(limits).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        return mapper.readerFor(type);
    }

    private static String place(JsonProcessingException problem) {
        return problem.getLocation() == null
                ? ""
                : " line " + problem.getLocation().getLineNr();
    }

    private static String entry(JsonMappingException problem) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : problem.getPath()) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.isEmpty() ? "" : withoutUrl(path + ": ");
    }

    private static String firstLine(String message) {
        return withoutUrl(message.lines().findFirst().orElse(message))
                .replaceAll("\\(class [^)]*\\)", "")
                .strip();
    }

    /** A URL that stands where none belongs may hold a password. */
    private static String withoutUrl(String text) {
        return text.replaceAll("[A-Za-z]+://\\S+", "…");
    }
}
