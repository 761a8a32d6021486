package io.replyx.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.replyx.verify.settings.TargetFile;
import io.replyx.verify.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** Takes the examples of docs/production.md for clusters and pipelines at their word. */
class PipelinesTest {
    private static final Path PAGE = Path.of("docs/production.md");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml$\\R(.*?)^```$");
    private static final Pattern ANY_BLOCK = Pattern.compile("(?ms)^```\\w*$\\R(.*?)^```$");
    private static final Pattern COMMAND = Pattern.compile(
            "(?m)(?:\\./verify|java [^\\n]*-jar \\S*replyx-verify\\.jar) (production|report)([^\\n|&]*)");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ matrix\\.(\\w+) }}");

    @TempDir
    Path temp;

    private static String block(String containing) throws IOException {
        return BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains(containing))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no example with " + containing));
    }

    private static JsonNode kubernetes() throws IOException {
        return YAML.readTree(block("kind: Job"));
    }

    private static JsonNode github() throws IOException {
        return YAML.readTree(block("runs-on:"));
    }

    private static JsonNode gitlab() throws IOException {
        return YAML.readTree(block("artifacts:"));
    }

    private static String pom(String path) throws IOException {
        try {
            Document pom = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(Path.of("pom.xml").toFile());
            return XPathFactory.newInstance().newXPath().evaluate(path, pom);
        } catch (Exception wrong) {
            throw new IOException(wrong);
        }
    }

    private static String jib(String path) throws IOException {
        return pom("//plugin[artifactId='jib-maven-plugin']/configuration/" + path);
    }

    /** The name of the image that the build makes. */
    static String image() throws IOException {
        return jib("to/image").replace("${project.version}", pom("/project/version"));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Stream<JsonNode> steps(JsonNode workflow) {
        return StreamSupport.stream(workflow.path("jobs").spliterator(), false)
                .flatMap(job -> StreamSupport.stream(job.path("steps").spliterator(), false));
    }

    private static List<String> commands(String script) {
        List<String> commands = new ArrayList<>();
        Matcher found = COMMAND.matcher(script);
        while (found.find()) {
            commands.add((found.group(1) + found.group(2)).strip());
        }
        return commands;
    }

    private static void parses(String command) {
        String line = EXPRESSION.matcher(command).replaceAll("1");
        Main.model().parseArgs(line.split(" +", -1));
    }

    @Test
    void every_command_of_the_page_is_one() throws IOException {
        String blocks = ANY_BLOCK
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1).replaceAll("#.*", ""))
                .collect(Collectors.joining());
        List<String> commands = commands(blocks);

        assertThat(commands).hasSizeGreaterThan(6).anyMatch(command -> command.startsWith("report --merge"));
        commands.forEach(PipelinesTest::parses);
    }

    @Test
    void the_list_of_databases_is_one() throws IOException {
        Path file = Files.writeString(temp.resolve("targets.yaml"), block("targets:"));

        assertThat(TargetFile.read(file)).hasSize(2);
    }

    @Test
    void the_job_runs_the_image_that_the_build_makes() throws IOException {
        JsonNode pod = kubernetes().at("/spec/template/spec");
        JsonNode container = pod.at("/containers/0");

        assertThat(container.path("image").asText()).isEqualTo(image());
        parses(String.join(" ", texts(container.path("args"))));
        assertThat(container.at("/volumeMounts/0/mountPath").asText())
                .isEqualTo(jib("container/workingDirectory") + "/reports");
        assertThat(container.at("/volumeMounts/0/name").asText())
                .isEqualTo(pod.at("/volumes/0/name").asText());
        assertThat(pod.at("/volumes/0").has("emptyDir")).isTrue();
        assertThat(jib("container")).contains("-Djava.io.tmpdir=" + jib("container/workingDirectory") + "/reports");
    }

    @Test
    void the_job_has_no_rights_and_ends() throws IOException {
        JsonNode job = kubernetes().path("spec");
        JsonNode pod = job.at("/template/spec");
        JsonNode security = pod.at("/containers/0/securityContext");

        assertThat(job.path("backoffLimit").asInt(-1)).isZero();
        assertThat(job.path("activeDeadlineSeconds").asInt()).isPositive();
        assertThat(pod.path("restartPolicy").asText()).isEqualTo("Never");
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(texts(security.at("/capabilities/drop"))).containsExactly("ALL");
        // What is not a number cannot be told from root by a cluster.
        assertThat(jib("container/user")).matches("[1-9][0-9]*:[1-9][0-9]*");
    }

    @Test
    void the_job_has_its_url_from_a_secret() throws IOException {
        JsonNode variable = kubernetes().at("/spec/template/spec/containers/0/env/0");

        assertThat(variable.path("name").asText()).isEqualTo("DATABASE_URL");
        assertThat(variable.has("value")).isFalse();
        assertThat(variable.at("/valueFrom/secretKeyRef/key").asText()).isNotEmpty();
        assertThat(block("kind: Job")).doesNotContain("postgresql://");
    }

    @Test
    void the_workflow_hands_each_variable_of_the_list_over_and_no_other() throws IOException {
        Path file = Files.writeString(temp.resolve("targets.yaml"), block("targets:"));
        List<String> variables =
                TargetFile.read(file).stream().map(target -> target.variable()).toList();
        JsonNode run = steps(github())
                .filter(step -> step.path("run").asText().contains("--targets"))
                .findFirst()
                .orElseThrow();

        assertThat(run.path("env").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrderElementsOf(variables);
        run.path("env")
                .properties()
                .forEach(entry ->
                        assertThat(entry.getValue().asText()).isEqualTo("${{ secrets." + entry.getKey() + " }}"));
    }

    @Test
    void the_workflow_runs_every_shard_and_joins_every_one() throws IOException {
        List<String> indexes = texts(github().at("/jobs/shard/strategy/matrix/index"));
        String run = steps(github()).map(step -> step.path("run").asText()).collect(Collectors.joining("\n"));

        assertThat(indexes)
                .containsExactlyElementsOf(Stream.iterate(1, i -> i + 1)
                        .limit(indexes.size())
                        .map(String::valueOf)
                        .toList());
        assertThat(run).contains("--shard ${{ matrix.index }}/" + indexes.size());
        assertThat(commands(run))
                .filteredOn(command -> command.startsWith("report"))
                .singleElement()
                .asString()
                .contains(indexes.stream().map(i -> "parts/part-" + i).collect(Collectors.joining(" ")));
        assertThat(github().at("/jobs/verdict/if").asText()).isEqualTo("always()");
        assertThat(github().at("/jobs/shard/strategy/fail-fast").asBoolean(true))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void the_workflow_ends_with_the_exit_code_of_the_whole(int code) throws Exception {
        Path verify = Files.writeString(temp.resolve("verify"), "#!/bin/sh\nexit " + code + "\n");
        assertThat(verify.toFile().setExecutable(true)).isTrue();
        String script = steps(github())
                .map(step -> step.path("run").asText())
                .filter(text -> text.contains("report --merge"))
                .findFirst()
                .orElseThrow();

        Program run = Program.run(temp, 20, Map.of(), List.of("sh", "-e", "-c", script));

        assertThat(run.exitCode()).isEqualTo(code);
        assertThat(run.output().contains("::error::")).isEqualTo(code != 0);
    }

    @Test
    void the_pipeline_runs_the_jar_that_the_build_makes_and_keeps_its_reports() throws IOException {
        JsonNode job = gitlab().path("production");
        String script = String.join("\n", texts(job.path("script")));

        assertThat(script).contains("target/" + pom("/project/build/finalName") + ".jar");
        assertThat(commands(script)).singleElement().satisfies(PipelinesTest::parses);
        assertThat(job.path("image").asText()).isEqualTo(jib("from/image"));
        assertThat(job.at("/artifacts/when").asText()).isEqualTo("always");
        assertThat(texts(job.at("/artifacts/paths"))).containsExactly("reports/");
        assertThat(Arrays.asList(block("artifacts:").split("\n", -1))).noneMatch(line -> line.contains("|| true"));
    }
}
