package io.replyx.verify.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.ObjectKind;
import io.replyx.verify.settings.WrongUse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Read an approved catalog and refuse whatever is not part of one, with file and line. */
final class ApprovedCatalogParser {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path file;
    private final JsonParser parser;
    private final List<CatalogObject> objects = new ArrayList<>();
    private String version = "";
    private boolean formatSeen;

    private ApprovedCatalogParser(Path file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    static ApprovedCatalog parse(Path file) {
        try (InputStream content = Files.newInputStream(file);
                JsonParser parser = JSON.createParser(content)) {
            return new ApprovedCatalogParser(file, parser).document();
        } catch (JsonParseException failure) {
            throw new WrongUse(file + ", line " + failure.getLocation().getLineNr() + ": this is not JSON: "
                    + failure.getOriginalMessage());
        } catch (IOException failure) {
            throw new WrongUse(file + " cannot be read: " + failure.getMessage());
        }
    }

    private ApprovedCatalog document() throws IOException {
        parser.nextToken();
        expect(JsonToken.START_OBJECT, "an object");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            header(parser.currentName());
        }
        if (!formatSeen || version.isEmpty()) {
            throw wrong("\"format\" and \"version\" are required");
        }
        if (parser.nextToken() != null) {
            throw wrong("nothing may follow the object");
        }
        try {
            return new ApprovedCatalog(version, Catalog.of(objects));
        } catch (IllegalArgumentException failure) {
            throw new WrongUse(file + ": " + failure.getMessage());
        }
    }

    private void header(String name) throws IOException {
        parser.nextToken();
        switch (name) {
            case "format" -> format();
            case "version" -> {
                expect(JsonToken.VALUE_STRING, "a text");
                version = parser.getText();
            }
            case "objects" -> kinds();
            default -> throw wrong("unknown entry \"" + name + "\"; known are format, version, objects");
        }
    }

    private void format() throws IOException {
        expect(JsonToken.VALUE_NUMBER_INT, "a number");
        if (parser.getIntValue() != ApprovedCatalog.FORMAT) {
            throw wrong("format " + parser.getIntValue() + " is not known; this version reads format "
                    + ApprovedCatalog.FORMAT);
        }
        formatSeen = true;
    }

    private void kinds() throws IOException {
        expect(JsonToken.START_OBJECT, "an object of lists, one a kind");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            ObjectKind kind = ObjectKind.ofKey(key).orElseThrow(() -> wrong("unknown kind \"" + key + "\""));
            parser.nextToken();
            expect(JsonToken.START_ARRAY, "a list of objects");
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                expect(JsonToken.START_OBJECT, "an object");
                objects.add(object(kind));
            }
        }
    }

    private CatalogObject object(ObjectKind kind) throws IOException {
        ApprovedObject object = new ApprovedObject(kind);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            object.put(name, token == JsonToken.START_ARRAY ? texts() : scalar(token))
                    .ifPresent(problem -> {
                        throw wrong(problem);
                    });
        }
        return object.create().orElseThrow(() -> wrong("this " + kind.label() + " has no name"));
    }

    private List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(JsonToken.VALUE_STRING, "a text");
            texts.add(parser.getText());
        }
        return texts;
    }

    private Object scalar(JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> parser.getIntValue();
            default -> throw wrong("a text, number, list, true or false should stand here");
        };
    }

    private void expect(JsonToken token, String what) {
        if (parser.currentToken() != token) {
            throw wrong(what + " should stand here");
        }
    }

    private WrongUse wrong(String problem) {
        return new WrongUse(file + ", line " + parser.currentTokenLocation().getLineNr() + ": " + problem + ".");
    }
}
