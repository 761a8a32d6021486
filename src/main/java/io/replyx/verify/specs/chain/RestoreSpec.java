package io.replyx.verify.specs.chain;

import io.replyx.verify.archive.DrillEvidence;
import io.replyx.verify.assertion.CatalogFindings;
import io.replyx.verify.assertion.Finding;
import io.replyx.verify.database.NoUsableDatabase;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.Rehearsal;
import io.replyx.verify.jupiter.Rule;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(37)
@DisplayName("What a dump and a restore bring back")
class RestoreSpec {
    private static final Pattern OBJECT = Pattern.compile("(?:missing: |extra: )?(.+?)(?:: .*| with [0-9]+ rows)?");

    @Test
    @Rule("DAT-005")
    void the_database_comes_back_from_a_dump_as_it_was(Rehearsal rehearsal, Check check) {
        if (rehearsal.noRows().isPresent()) {
            throw Check.notVerified("no rows are in place, so that a restore would prove little");
        }
        rehearsal.blockedBy().ifPresent(blocking -> {
            throw Check.notVerified("version " + blocking.version() + " does not apply (MIG-004)");
        });
        DrillEvidence drill = drill(rehearsal);
        check.examines(drill.examined());
        drill.failure()
                .ifPresent(message -> check.found(Finding.broken(
                        "the archive", "the database cannot be restored from its own dump: " + message)));
        CatalogFindings.of(drill.catalog(), false).forEach(check::found);
        drill.differences().forEach(line -> check.found(Finding.broken(object(line), line)));
        drill.notes().forEach(line -> check.found(Finding.note(object(line), line)));
    }

    private static DrillEvidence drill(Rehearsal rehearsal) {
        try {
            return rehearsal.drill();
        } catch (NoUsableDatabase nothingToDumpWith) {
            throw Check.notVerified(String.valueOf(nothingToDumpWith.getMessage()));
        }
    }

    private static String object(String line) {
        Matcher matcher = OBJECT.matcher(line);
        return matcher.matches() ? matcher.group(1) : "the restored database";
    }
}
