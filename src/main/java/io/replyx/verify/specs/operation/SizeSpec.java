package io.replyx.verify.specs.operation;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.contract.Thresholds;
import io.replyx.verify.evidence.health.Bytes;
import io.replyx.verify.evidence.health.DiskSpace;
import io.replyx.verify.evidence.health.TableSize;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.Observed;
import io.replyx.verify.jupiter.ReadOnlySafe;
import io.replyx.verify.jupiter.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@ReadOnlySafe
@Order(93)
@DisplayName("The room that the database takes")
class SizeSpec {
    @Test
    @Rule("OPS-008")
    void the_database_and_its_tables_have_room(Subject subject, Observed observed, Check check) {
        HealthSpec.productionOnly(observed);
        Thresholds most = HealthSpec.thresholds(subject);
        long whole = observed.database().read(TableSize::ofDatabase);
        List<TableSize> tables = observed.database().read(TableSize::read);
        check.examines(1 + tables.size());
        tooLarge("the database", whole, most.databaseSize(), check);
        tables.forEach(table -> tooLarge("table " + table.name(), table.total(), most.tableSize(), check));
        disk(DiskSpace.of(observed.database()), most, check);
    }

    private static void tooLarge(String object, long have, long want, Check check) {
        if (have > want) {
            check.found(Finding.broken(
                    object,
                    object + " is larger than was agreed on\n  have: " + Bytes.of(have) + "\n  want: " + Bytes.of(want)
                            + " at most"));
        }
    }

    private static void disk(Optional<DiskSpace> disk, Thresholds most, Check check) {
        if (disk.isEmpty() && most.stated().containsKey("diskUsed")) {
            check.found(Finding.note("the disk", DiskSpace.UNSEEN));
        }
        disk.filter(each -> each.usedPercent() > most.diskUsed())
                .ifPresent(full -> check.found(Finding.broken(
                        "the disk",
                        String.format(
                                Locale.ROOT,
                                "the disk that the data is on fills up\n  have: %.0f%% taken, %s free\n  want: %d%% at most",
                                full.usedPercent(),
                                Bytes.of(full.free()),
                                most.diskUsed()))));
    }
}
