package io.replyx.verify.contract;

import io.replyx.verify.settings.WrongUse;
import io.replyx.verify.settings.YamlFile;
import java.nio.file.Path;

/** Reads {@code contract.yaml}, with an error for every entry that is unknown, missing or of the wrong kind. */
public final class ContractFile {
    private static final YamlFile<RawContract> FILE = new YamlFile<>(RawContract.class, "contract", "subject: <name>");

    private ContractFile() {}

    /**
     * Read a contract.
     *
     * @throws WrongUse naming file, line and entry when it is not one
     */
    public static Contract read(Path file) {
        return FILE.read(file).checked(file.toString());
    }

    static Contract parse(String file, String yaml) {
        return FILE.parse(file, yaml).checked(file);
    }
}
