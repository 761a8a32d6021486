package io.replyx.verify.migration;

import io.replyx.verify.settings.WrongUse;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Reads a script and the {@code .conf} beside it from disk. */
final class ScriptFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final long MOST_BYTES = 50L * 1024 * 1024;

    private ScriptFile() {}

    /**
     * Read a script.
     *
     * @throws WrongUse when it cannot be read, is larger than 50 MiB or is no UTF-8
     */
    static Script read(Path path) {
        String text = text(path);
        String withoutMark = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        return new Script(path, withoutMark, ScriptHeader.parse(withoutMark), transactional(path));
    }

    private static String text(Path path) {
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new WrongUse(path + " is larger than 50 MiB: split it, or load data by other means");
            }
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            if (text.indexOf('\0') >= 0) {
                throw new WrongUse(path + " holds a NUL character: PostgreSQL cannot run it");
            }
            return text;
        } catch (CharacterCodingException notUtf8) {
            throw new WrongUse(path + " is not encoded in UTF-8: save it as UTF-8");
        } catch (IOException unreadable) {
            throw new WrongUse("cannot read " + path + ": check that the file exists and may be read");
        }
    }

    private static boolean transactional(Path path) {
        Path configuration = path.resolveSibling(path.getFileName() + ".conf");
        if (!Files.exists(configuration)) {
            return true;
        }
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(configuration)));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new WrongUse("cannot read " + configuration + ": it must hold key=value lines in UTF-8");
        }
        return !"false"
                .equalsIgnoreCase(
                        properties.getProperty("executeInTransaction", "true").strip());
    }
}
