package io.replyx.verify.operation.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.settings.Refused;
import io.replyx.verify.settings.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A plan as a file that a person approves, and that a deployment is then held to. */
public final class PlanFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();
    private static final long LARGEST = 16L << 20;

    private final Path file;

    /** A file, which need not be there yet. */
    public PlanFile(Path file) {
        this.file = file;
    }

    /** Write a plan; a file that is there is replaced. */
    public void write(DeployPlan plan, Subject subject) {
        try {
            Files.writeString(
                    file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(PlanFacts.of(plan, subject)) + "\n");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record of texts and numbers cannot be written", impossible);
        } catch (IOException unwritable) {
            throw new WrongUse("the plan cannot be written to " + file + ": " + unwritable.getMessage());
        }
    }

    /**
     * See that a plan is the one that was approved.
     *
     * @throws Refused when anything differs; nothing was touched
     * @throws WrongUse when the file cannot be read
     */
    public void requireSame(DeployPlan plan, Subject subject) {
        List<String> differences = read().differences(PlanFacts.of(plan, subject));
        if (!differences.isEmpty()) {
            throw new Refused("Refused, nothing was touched: what would be done now is not what " + file
                    + " says:\n- " + String.join("\n- ", differences)
                    + "\nMake a new plan with --plan, and have it approved.");
        }
    }

    private PlanFacts read() {
        try {
            if (Files.size(file) > LARGEST) {
                throw new WrongUse(file + " is too large to be a plan");
            }
            return JSON.readValue(Files.readString(file), PlanFacts.class);
        } catch (IOException unreadable) {
            throw new WrongUse(file + " is no plan that --plan has written: it cannot be read. Nothing was touched.");
        }
    }
}
