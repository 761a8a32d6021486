package io.replyx.verify.contract;

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
import io.replyx.verify.settings.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads {@code contract.yaml}, with an error for every entry that is unknown, missing or of the wrong kind. */
public final class ContractFile {
    private static final int MOST_BYTES = 1024 * 1024;

    private ContractFile() {}

    /**
     * Read a contract.
     *
     * @throws WrongUse naming file, line and entry when it is not one
     */
    public static Contract read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new WrongUse(file + " is larger than 1 MiB, which no contract is");
            }
            return parse(file.toString(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new WrongUse("cannot read the contract " + file + ": check that it exists and is text in UTF-8");
        }
    }

    static Contract parse(String file, String yaml) {
        boolean empty = yaml.lines().allMatch(line -> line.isBlank() || line.startsWith("#"));
        if (empty) {
            throw new WrongUse(file + " is empty: a contract begins with 'subject: <name>'");
        }
        try {
            RawContract raw = reader().readValue(yaml);
            if (raw == null) {
                throw new WrongUse(file + " says nothing: a contract begins with 'subject: <name>'");
            }
            return raw.checked(file);
        } catch (JsonMappingException wrong) {
            throw new WrongUse(file + place(wrong) + ": " + entry(wrong) + firstLine(wrong.getOriginalMessage()));
        } catch (JsonProcessingException malformed) {
            throw new WrongUse(file + place(malformed) + ": " + firstLine(malformed.getOriginalMessage()));
        }
    }

    private static ObjectReader reader() {
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
        return mapper.readerFor(RawContract.class);
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
        return path.isEmpty() ? "" : path + ": ";
    }

    private static String firstLine(String message) {
        return message.lines()
                .findFirst()
                .orElse(message)
                .replaceAll("\\(class [^)]*\\)", "")
                .strip();
    }
}
