package io.replyx.verify.report;

import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Write XML 1.0, without the characters that it has no way to hold. */
final class XmlText {
    // Without a zone: the format's schema has none, and build servers take it for UTC.
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final XMLStreamWriter writer;
    private int open;

    XmlText(Writer target) throws XMLStreamException {
        writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(target);
        writer.writeStartDocument("UTF-8", "1.0");
    }

    void start(String name, String... attributes) throws XMLStreamException {
        breakLine();
        writer.writeStartElement(name);
        for (int i = 0; i < attributes.length; i += 2) {
            writer.writeAttribute(attributes[i], allowed(attributes[i + 1]));
        }
        open++;
    }

    void attribute(String name, long number) throws XMLStreamException {
        writer.writeAttribute(name, Long.toString(number));
    }

    void attribute(String name, Duration time) throws XMLStreamException {
        writer.writeAttribute(name, String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0));
    }

    void attribute(String name, Instant instant) throws XMLStreamException {
        writer.writeAttribute(name, TIMESTAMP.format(instant));
    }

    void element(String name, String text, String... attributes) throws XMLStreamException {
        start(name, attributes);
        writer.writeCharacters(allowed(text));
        writer.writeEndElement();
        open--;
    }

    void end() throws XMLStreamException {
        open--;
        breakLine();
        writer.writeEndElement();
        if (open == 0) {
            writer.writeCharacters("\n");
            writer.writeEndDocument();
            writer.flush();
        }
    }

    private void breakLine() throws XMLStreamException {
        writer.writeCharacters("\n" + "  ".repeat(open));
    }

    private static String allowed(String text) {
        return text.codePoints()
                .filter(XmlText::isAllowed)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isAllowed(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= 0x20 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }
}
