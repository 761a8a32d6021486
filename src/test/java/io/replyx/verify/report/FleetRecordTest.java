package io.replyx.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.Shard;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetRecordTest {

    @ParameterizedTest
    @CsvSource({
        "READY READY, READY",
        "READY NOT_READY, NOT_READY",
        "REFUSED NOT_READY READY, REFUSED",
        "NO_DATABASE REFUSED NOT_READY, NO_DATABASE",
        "NO_DATABASE WRONG_USE, WRONG_USE",
        "INTERRUPTED NO_DATABASE READY, INTERRUPTED",
        "LOCKED INTERRUPTED, LOCKED",
    })
    void the_less_is_known_of_a_database_the_worse(String codes, ExitCode worst) {
        List<TargetResult> targets = Arrays.stream(codes.split(" ", -1))
                .map(code -> TargetResult.without("t" + code, ExitCode.valueOf(code), "why"))
                .toList();
        FleetRecord fleet = new FleetRecord(
                new FleetRecord.About("s", Optional.empty(), "f", List.of()),
                Shard.WHOLE,
                targets.stream().map(TargetResult::name).toList(),
                targets,
                Runs.START,
                1);

        assertThat(fleet.exitCode()).isEqualTo(worst);
        assertThat(fleet.verdict()).isEqualTo(worst == ExitCode.READY ? "READY" : "NOT READY");
    }
}
