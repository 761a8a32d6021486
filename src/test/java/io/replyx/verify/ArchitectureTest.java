package io.replyx.verify;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import io.replyx.verify.jupiter.ReadOnlySafe;
import java.util.ArrayList;
import java.util.List;

@AnalyzeClasses(packages = "io.replyx.verify", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.replyx.verify.";

    /** In the order in which data flows: each room may use what stands left of it. */
    private static final List<String> ROOMS = List.of(
            "settings",
            "database",
            "catalog",
            "migration",
            "evidence",
            "archive",
            "contract",
            "assertion",
            "jupiter",
            "specs",
            "report",
            "operation",
            "power",
            "cli");

    @ArchTest
    static final ArchRule rooms_use_only_what_stands_left_of_them = roomsInOrder();

    private static ArchRule roomsInOrder() {
        List<ArchRule> rules = new ArrayList<>();
        for (int i = 0; i < ROOMS.size() - 1; i++) {
            String[] right = ROOMS.subList(i + 1, ROOMS.size()).stream()
                    .map(room -> ROOT + room + "..")
                    .toArray(String[]::new);
            rules.add(noClasses()
                    .that()
                    .resideInAPackage(ROOT + ROOMS.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(right)
                    .because("data flows one way, from " + ROOMS.get(i) + " to the right"));
        }
        return CompositeArchRule.of(rules);
    }

    @ArchTest
    static final ArchRule rooms_have_no_cycles =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles().because("a cycle has no left and right");

    @ArchTest
    static final ArchRule what_is_read_of_a_migration_knows_nothing_of_running_it = noneOf(
            List.of("migration"),
            List.of("migration.lint..", "migration.lock..", "migration.apply..", "migration.undo.."),
            "scripts and histories are read by many who never run a script");

    @ArchTest
    static final ArchRule sql_text_is_read_without_knowing_whose_it_is = noneOf(
            List.of("migration.sql.."),
            List.of("migration", "migration.lint..", "migration.lock..", "migration.apply..", "migration.undo.."),
            "statements and tokens are a matter of text alone");

    @ArchTest
    static final ArchRule scripts_are_judged_without_a_lock_and_locks_are_taken_without_a_script = CompositeArchRule.of(
                    noneOf(
                            List.of("migration.lint.."),
                            List.of("migration.lock..", "migration.apply..", "migration.undo.."),
                            "a script is judged by what it says, before anything runs"))
            .and(noneOf(
                    List.of("migration.lock.."),
                    List.of("migration.lint..", "migration.apply..", "migration.undo.."),
                    "how to wait for others is the same, whatever is run"));

    @ArchTest
    static final ArchRule versions_are_applied_without_knowing_how_they_are_taken_back = noneOf(
            List.of("migration.apply.."),
            List.of("migration.undo.."),
            "a version has to be applied before it can be taken back, never the other way round");

    private static ArchRule noneOf(List<String> rooms, List<String> right, String reason) {
        return noClasses()
                .that()
                .resideInAnyPackage(rooms.stream().map(ROOT::concat).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(right.stream().map(ROOT::concat).toArray(String[]::new))
                .because(reason);
    }

    @ArchTest
    static final ArchRule the_catalog_knows_nothing_but_the_jdk = noClasses()
            .that()
            .resideInAPackage(ROOT + "catalog..")
            .should()
            .dependOnClassesThat(new DescribedPredicate<>("belong neither to the JDK nor to the catalog") {
                @Override
                public boolean test(JavaClass type) {
                    String name = type.getPackageName();
                    return !name.startsWith("java")
                            && !name.isEmpty()
                            && !name.startsWith(ROOT + "catalog")
                            && !name.startsWith("org.jspecify");
                }
            })
            .because("what a database consists of is a matter of records and SQL, not of libraries");

    @ArchTest
    static final ArchRule flyway_is_used_by_migration_only = usedOnlyBy("org.flywaydb..", "migration");

    @ArchTest
    static final ArchRule testcontainers_is_used_by_database_only = usedOnlyBy("org.testcontainers..", "database");

    @ArchTest
    static final ArchRule the_pool_is_used_by_database_only = usedOnlyBy("com.zaxxer..", "database");

    @ArchTest
    static final ArchRule allure_is_used_by_report_only = usedOnlyBy("io.qameta..", "report");

    @ArchTest
    static final ArchRule picocli_is_used_by_cli_only = usedOnlyBy("picocli..", "cli");

    @ArchTest
    static final ArchRule pg_index_health_is_used_by_evidence_only = usedOnlyBy("io.github.mfvanek..", "evidence");

    private static ArchRule usedOnlyBy(String library, String room) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because("only " + room + " knows how " + library + " is used, so that it can be replaced there");
    }

    @ArchTest
    static final ArchRule the_environment_is_read_in_settings_only = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "settings..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .because("a run is asked what to do in one place, once");

    @ArchTest
    static final ArchRule only_the_command_line_prints_and_exits = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .because("rooms hand their results on; the command line tells them");

    @ArchTest
    static final ArchRule what_runs_on_production_reaches_no_writer = noClasses()
            .that()
            .areAnnotatedWith(ReadOnlySafe.class)
            .should()
            .dependOnClassesThat(new DescribedPredicate<>("can write") {
                private final List<String> writers = List.of(
                        "database.DisposableDatabase",
                        "database.RehearsalDatabases",
                        "database.Server",
                        "database.Connector",
                        "migration.apply.Migrator",
                        "migration.apply.BoundedMigrator",
                        "migration.undo.Undo",
                        "migration.lock.MigrationLock",
                        "migration.apply.Leftovers",
                        "archive.RestoreDrill",
                        "database.ServerArchive",
                        "evidence.SearchProbe",
                        "evidence.Workbench",
                        "evidence.ChainWalk",
                        "evidence.ProductionSize",
                        "evidence.FixtureRows",
                        "jupiter.Rehearsal",
                        "jupiter.Run",
                        "jupiter.Step");

                @Override
                public boolean test(JavaClass type) {
                    return writers.contains(type.getName().replace(ROOT, ""));
                }
            })
            .because("a specification that may run on production must not be able to write, not even by mistake");

    @ArchTest
    static final ArchRule specifications_are_named_so = classes()
            .that()
            .resideInAPackage(ROOT + "specs.*")
            .and()
            .areTopLevelClasses()
            .and()
            .haveSimpleNameNotEndingWith("package-info")
            .should()
            .haveSimpleNameEndingWith("Spec")
            .because("the suite finds them by their name");

    @ArchTest
    static final ArchRule names_say_what_a_class_is = noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .because("these words name no task");
}
