package io.replyx.verify.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.Refused;
import io.replyx.verify.settings.Shard;
import io.replyx.verify.settings.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetMergeTest {
    private static final List<String> FLEET = List.of("a", "b", "c", "d", "e");
    private static final FleetRecord.About ABOUT =
            new FleetRecord.About("ReplyX", Optional.of("0123abc"), "f1", List.of());

    @TempDir
    Path root;

    /** What a part leaves whose databases are all not ready. */
    private Path part(int index, int of) {
        return part(index + "-" + of, ABOUT, new Shard(index, of), FLEET);
    }

    private Path part(String directory, FleetRecord.About about, Shard shard, List<String> fleet) {
        List<String> names = shard.select(fleet);
        FleetReports reports = FleetReports.begin(root.resolve(directory), names);
        List<TargetResult> targets = names.stream()
                .map(name -> reports.write(name, Runs.rehearsal(), List.of()))
                .toList();
        reports.write(new FleetRecord(about, shard, fleet, targets, Runs.START.plusSeconds(shard.index()), 2000));
        return root.resolve(directory);
    }

    private FleetRecord merge(Path... parts) {
        return FleetMerge.merge(Arrays.asList(parts), root.resolve("whole"));
    }

    private void refuses(String named, Path... parts) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> merge(parts))
                .withMessageContaining("nothing was merged")
                .withMessageContaining(named);
        assertThat(root.resolve("whole")).doesNotExist();
    }

    @Test
    void parts_in_any_order_make_the_whole() throws IOException {
        FleetRecord whole = merge(part(3, 3), part(1, 3), part(2, 3));

        assertThat(whole.targets()).extracting(TargetResult::name).containsExactlyElementsOf(FLEET);
        assertThat(whole.exitCode()).isEqualTo(ExitCode.NOT_READY);
        assertThat(whole.shard()).isEqualTo(Shard.WHOLE);
        assertThat(whole.startedAt()).isEqualTo(Runs.START.plusSeconds(1));
        assertThat(whole.durationMs()).isEqualTo(4000);
        assertThat(root.resolve("whole/fleet.json")).hasContent(FleetJson.write(whole));
        assertThat(root.resolve("whole/e/summary.json")).hasSameTextualContentAs(root.resolve("2-3/e/summary.json"));
        assertThat(root.resolve("whole/e/junit/TEST-replyx-verify.xml")).exists();
    }

    @Test
    void the_whole_can_be_merged_again() {
        merge(part(1, 2), part(2, 2));

        FleetRecord again = FleetMerge.merge(List.of(root.resolve("whole")), root.resolve("again"));

        assertThat(again.targets()).hasSize(5);
    }

    @Test
    void missing_parts_are_named() {
        refuses("shard 2/4 is missing\n  shard 4/4 is missing", part(1, 4), part(3, 4));
    }

    @Test
    void a_part_that_is_there_twice_is_named() {
        Path again = part("again", ABOUT, new Shard(1, 2), FLEET);

        refuses("shard 1/2 is there more than once", part(1, 2), part(2, 2), again);
    }

    @Test
    void parts_of_different_cuts_are_refused() {
        refuses("has another shards", part(1, 2), part(2, 3));
    }

    @Test
    void parts_of_different_lists_are_refused() {
        Path other = part("other", ABOUT, new Shard(2, 2), List.of("a", "b", "c", "d", "f"));

        refuses("has another list of databases", part(1, 2), other);
    }

    @ParameterizedTest
    @CsvSource({
        "Other, 0123abc, f1, subject",
        "ReplyX, 4567def, f1, commit",
        "ReplyX, 0123abc, f2, content of the subject",
    })
    void parts_about_something_else_are_refused(String subject, String commit, String fingerprint, String named) {
        FleetRecord.About other = new FleetRecord.About(subject, Optional.of(commit), fingerprint, List.of());

        refuses("has another " + named, part(1, 2), part("other", other, new Shard(2, 2), FLEET));
    }

    @Test
    void a_part_that_looked_at_some_rules_only_is_refused() {
        FleetRecord.About some = new FleetRecord.About("ReplyX", Optional.of("0123abc"), "f1", List.of("CAT-001"));

        refuses("has another rules", part(1, 2), part("some", some, new Shard(2, 2), FLEET));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"exitCode\" : 1|\"exitCode\" : 0",
                "\"verdict\" : \"NOT READY\"|\"verdict\" : \"READY\"",
                "\"notReady\" : 3|\"notReady\" : 2",
                "\"name\" : \"c\"|\"name\" : \"b\"",
                "\"index\" : 1|\"index\" : 2",
                "\"of\" : 2|\"of\" : 9",
                "\"failed\" : 1|\"failed\" : x",
                "\"a\",|\"../a\",",
            })
    void a_summary_that_was_damaged_is_refused(String was, String is) throws IOException {
        Path part = part(1, 2);
        Path file = part.resolve("fleet.json");
        String text = Files.readString(file);
        String damaged = text.replace(was, is);
        assertThat(damaged).isNotEqualTo(text);
        Files.writeString(file, damaged);

        refuses("is damaged", part, part(2, 2));
    }

    @Test
    void half_a_summary_is_refused() throws IOException {
        Path part = part(1, 2);
        String text = Files.readString(part.resolve("fleet.json"));
        Files.writeString(part.resolve("fleet.json"), text.substring(0, text.length() / 2));

        refuses("is damaged", part, part(2, 2));
    }

    @Test
    void a_database_whose_own_summary_is_another_is_refused() throws IOException {
        Path part = part(1, 2);
        Files.writeString(part.resolve("c/summary.json"), "{}");

        refuses("is not the one that was written", part, part(2, 2));
    }

    @Test
    void a_database_whose_own_summary_is_gone_is_refused() throws IOException {
        Path part = part(1, 2);
        Files.delete(part.resolve("c/summary.json"));

        refuses("cannot be read", part, part(2, 2));
    }

    @Test
    void a_directory_without_a_fleet_is_wrong_use() {
        assertThatExceptionOfType(WrongUse.class)
                .isThrownBy(() -> merge(part(1, 2), root.resolve("nowhere")))
                .withMessageContaining("no fleet.json in");
    }

    @Test
    void a_part_is_not_written_over() {
        Path first = part(1, 2);

        assertThatExceptionOfType(WrongUse.class)
                .isThrownBy(() -> FleetMerge.merge(List.of(first, part(2, 2)), first))
                .withMessageContaining("would write over");
        assertThat(first.resolve("fleet.json")).exists();
    }

    @Test
    void a_part_is_not_written_over_by_the_reports_on_a_database_of_its_name() {
        Path first = part("a", ABOUT, new Shard(1, 2), FLEET);

        assertThatExceptionOfType(WrongUse.class)
                .isThrownBy(() -> FleetMerge.merge(List.of(first, part(2, 2)), root))
                .withMessageContaining("would write over");
        assertThat(first.resolve("fleet.json")).exists();
    }

    @Test
    void build_servers_tell_the_databases_apart() throws IOException {
        assertThat(Files.readString(part(1, 1).resolve("c/junit/TEST-replyx-verify.xml")))
                .contains("<testsuites name=\"replyx-verify.c\"", "classname=\"replyx-verify.c.MIG\"");
    }

    @Test
    void the_reference_describes_every_field() throws IOException {
        String written = Files.readString(part(1, 1).resolve("fleet.json"));
        String reference = Files.readString(Path.of("docs/summary.md"));
        String fleet = reference.substring(reference.indexOf("## fleet.json"));

        assertThat(Pattern.compile("\"(\\w+)\" :").matcher(written).results())
                .extracting(field -> field.group(1))
                .allSatisfy(field -> assertThat(fleet).contains("`" + field + "`"));
    }

    @Test
    void a_database_that_was_not_looked_at_makes_the_whole_interrupted() {
        Shard shard = new Shard(2, 2);
        FleetReports reports = FleetReports.begin(root.resolve("cut"), List.of("b", "d"));
        reports.write(new FleetRecord(
                ABOUT,
                shard,
                FLEET,
                List.of(
                        reports.write("b", Runs.rehearsal(), List.of()),
                        TargetResult.without("d", ExitCode.INTERRUPTED, "not begun")),
                Runs.START,
                1));

        assertThat(merge(part(1, 2), root.resolve("cut")).exitCode()).isEqualTo(ExitCode.INTERRUPTED);
    }

    @Test
    void nothing_of_an_earlier_fleet_is_left() throws IOException {
        Path directory = part("again", ABOUT, Shard.WHOLE, FLEET);

        part("again", ABOUT, Shard.WHOLE, List.of("a", "b"));

        assertThat(directory.resolve("a/summary.json")).exists();
        assertThat(directory.resolve("c/summary.json")).doesNotExist();
        assertThat(Files.readString(directory.resolve("fleet.json"))).doesNotContain("\"c\"");
    }
}
