package io.replyx.verify.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.replyx.verify.catalog.Attribute;
import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.ObjectKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Lay an approved catalog out for review: an object a line, a text of many lines as one line each, nothing usual. */
final class ApprovedCatalogWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    String json(ApprovedCatalog approved) {
        Map<ObjectKind, List<CatalogObject>> byKind = approved.catalog().objects().stream()
                .collect(Collectors.groupingBy(CatalogObject::kind, TreeMap::new, Collectors.toList()));
        String objects = byKind.entrySet().stream()
                .map(each -> kind(each.getKey(), each.getValue()))
                .collect(Collectors.joining(",\n"));
        return "{\n  \"format\": " + ApprovedCatalog.FORMAT + ",\n  \"version\": " + scalar(approved.version())
                + ",\n  \"objects\": {" + (objects.isEmpty() ? "" : "\n" + objects + "\n  ") + "}\n}\n";
    }

    private static String kind(ObjectKind kind, List<CatalogObject> objects) {
        return objects.stream()
                .map(ApprovedCatalogWriter::object)
                .collect(Collectors.joining(",\n", "    \"" + kind.key() + "\": [\n", "\n    ]"));
    }

    private static String object(CatalogObject object) {
        List<Attribute> told = object.kind().shape().attributes().stream()
                .filter(attribute -> !attribute.value(object).equals(attribute.usual()))
                .toList();
        boolean spread = told.stream().anyMatch(attribute -> hasLines(attribute.value(object)));
        return told.stream()
                .map(attribute -> scalar(attribute.name()) + ": " + value(attribute.value(object)))
                .collect(Collectors.joining(
                        spread ? ",\n        " : ", ",
                        spread ? "      {\n        " : "      {",
                        spread ? "\n      }" : "}"));
    }

    private static String value(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(ApprovedCatalogWriter::scalar).collect(Collectors.joining(", ", "[", "]"));
        }
        if (hasLines(value)) {
            return Arrays.stream(value.toString().split("\n", -1))
                    .map(ApprovedCatalogWriter::scalar)
                    .collect(Collectors.joining(",\n          ", "[\n          ", "\n        ]"));
        }
        return scalar(value);
    }

    private static boolean hasLines(Object value) {
        return value instanceof String text && text.indexOf('\n') >= 0;
    }

    private static String scalar(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
