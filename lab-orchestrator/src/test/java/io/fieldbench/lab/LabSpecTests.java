package io.fieldbench.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fieldbench.lab.LabSpec.BrokerClient;
import io.fieldbench.lab.LabSpec.Limits;
import io.fieldbench.lab.LabSpec.Service;
import io.fieldbench.lab.LabSpec.WorkspaceSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class LabSpecTests {
  private static final String GOOD =
      """
      services:
        broker:
          image: fieldbench/mosquitto:1
          command: [mosquitto, -c, "${conf}"]
          environment: {PRICE: "5$$", SITE: "${site}", LEVEL: 3}
          ports: ["1883"]
          tmpfs: ["/data:size=16M"]
          deploy: {resources: {limits: {memory: 64M, cpus: "0.50", pids: 64}}}
          x-fieldbench:
            endpoint: mqtt
            clients:
              trainee: {publish: ["#"], deny-publish: ["${site}/+/motor"], subscribe: ["#"]}
              kit: {}
      x-fieldbench: {workspace: {service: broker, folder: /home/trainee}}
      """;

  private static final Map<String, String> VALUES = Map.of("site", "harbour", "conf", "/a.conf");

  private static List<String> problems(String yaml, Map<String, String> values) {
    var exception =
        catchThrowableOfType(
            LabSpecException.class, () -> LabSpec.parse("lab.compose.yaml", yaml, values));
    assertThat(exception).as("no problem found").isNotNull();
    assertThat(exception.problems()).allMatch(problem -> problem.startsWith("lab.compose.yaml: "));
    return exception.problems();
  }

  private static void assertProblem(String find, String replace, String path, String text) {
    assertThat(GOOD).contains(find);
    assertThat(problems(GOOD.replace(find, replace), VALUES))
        .singleElement()
        .asString()
        .startsWith("lab.compose.yaml: " + path + ": ")
        .contains(text);
  }

  @Test
  void aGoodFileIsReadWhole() {
    assertThat(LabSpec.parse("lab.compose.yaml", GOOD, VALUES))
        .isEqualTo(
            new LabSpec(
                List.of(
                    new Service(
                        "broker",
                        "fieldbench/mosquitto:1",
                        Map.of("PRICE", "5$", "SITE", "harbour", "LEVEL", "3"),
                        new Limits(64L * 1024 * 1024, 0.5, 64),
                        Map.of("mqtt", 1883),
                        List.of(
                            new BrokerClient(
                                "trainee", List.of("#"), List.of("harbour/+/motor"), List.of("#")),
                            new BrokerClient("kit", List.of(), List.of(), List.of())),
                        List.of("mosquitto", "-c", "/a.conf"),
                        Map.of("/data", 16L * 1024 * 1024))),
                Optional.of(new WorkspaceSpec("broker", "/home/trainee"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          x-fieldbench: {workspace | volumes: {}~x-fieldbench: {workspace | volumes | [services, x-fieldbench]
          {workspace: | {kit: 1, workspace: | x-fieldbench.kit | [workspace]
          folder: /home | user: x, folder: /home | x-fieldbench.workspace.user | [folder, service]
          environment: | privileged: true~    environment: | services.broker.privileged | [command, deploy, environment, image, ports, tmpfs, x-fieldbench]
          {resources: {limits: | {replicas: 2, resources: {limits: | services.broker.deploy.replicas | [resources]
          {limits: | {reservations: {}, limits: | services.broker.deploy.resources.reservations | [limits]
          pids: 64 | pids: 64, swap: 1M | services.broker.deploy.resources.limits.swap | [cpus, memory, pids]
          endpoint: mqtt | endpoint: mqtt~      tls: true | services.broker.x-fieldbench.tls | [clients, endpoint]
          deny-publish: | deny: | services.broker.x-fieldbench.clients.trainee.deny | [deny-publish, publish, subscribe]
          """)
  void anUnsupportedKeyIsNamedWithTheSupportedOnes(
      String find, String replace, String path, String supported) {
    assertProblem(
        find, replace.replace("~", "\n"), path, "not supported here; supported: " + supported);
  }

  /** Portals store the specs of running labs as JSON. */
  @Test
  void aSpecIsReadAsItWasStoredAlsoByTheFirstVersion() {
    var json = JsonMapper.builder().build();
    LabSpec spec = LabSpec.parse("f", GOOD, VALUES);
    String stored = json.writeValueAsString(spec);
    assertThat(json.readValue(stored, LabSpec.class)).isEqualTo(spec);

    String first =
        stored.replaceAll(",\"tmpfs\":\\{[^}]*}", "").replaceAll(",\"workspace\":\\{[^}]*}", "");
    assertThat(first).doesNotContain("tmpfs").doesNotContain("workspace");
    LabSpec old = json.readValue(first, LabSpec.class);
    assertThat(old.services().getFirst().tmpfs()).isEmpty();
    assertThat(old.workspace()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory: 64M, ", "cpus: \"0.50\", ", ", pids: 64"})
  void aMissingLimitIsAnError(String limit) {
    String key = limit.replaceAll("[^a-z]*([a-z]+):.*", "$1");
    assertProblem(
        limit, "", "services.broker.deploy.resources.limits." + key, "is missing; write ");
  }

  @Test
  void missingLimitsAsAWholeAreAnError() {
    assertThat(problems(GOOD.replaceAll("    deploy:.*\n", ""), VALUES))
        .singleElement()
        .asString()
        .contains("services.broker.deploy: is missing")
        .contains("memory, cpus and pids");
    assertThat(problems(GOOD.replaceAll("deploy:.*\n", "deploy: {resources: {}}\n"), VALUES))
        .singleElement()
        .asString()
        .contains("services.broker.deploy.resources.limits: is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "64M, 64, memory",
    "64M, 0M, memory",
    "64M, -1M, memory",
    "64M, 64X, memory",
    "64M, 1.5G, memory",
    "'\"0.50\"', 0, cpus",
    "'\"0.50\"', 0.000, cpus",
    "'\"0.50\"', -1, cpus",
    "'\"0.50\"', NaN, cpus",
    "'\"0.50\"', many, cpus",
    "pids: 64, 'pids: 0', pids",
    "pids: 64, 'pids: -1', pids",
    "pids: 64, 'pids: 1.5', pids",
    "pids: 64, 'pids: 1000000', pids"
  })
  void aLimitThatLimitsNothingIsAnError(String find, String replace, String key) {
    assertProblem(find, replace, "services.broker.deploy.resources.limits." + key, "must be");
  }

  @ParameterizedTest
  @CsvSource({"64M, 67108864", "64m, 67108864", "64MB, 67108864", "1G, 1073741824", "512k, 524288"})
  void memoryIsWrittenAsInCompose(String text, long bytes) {
    LabSpec spec = LabSpec.parse("f", GOOD.replace("64M", text), VALUES);
    assertThat(spec.services().getFirst().limits().memoryBytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[\"1883\"] | [\"8080:1883\"] | services.broker.ports[0] | the port inside alone",
        "[\"1883\"] | [\"0\"] | services.broker.ports[0] | the port inside alone",
        "[\"1883\"] | [\"65536\"] | services.broker.ports[0] | the port inside alone",
        "[\"1883\"] | [\"1883\", \"8883\"] | services.broker.ports | one port",
        "[\"1883\"] | 1883 | services.broker.ports | sequence",
        "endpoint: mqtt | endpoint: ../x | services.broker.x-fieldbench.endpoint | no name",
        "endpoint: mqtt | endpoint: | services.broker.x-fieldbench.endpoint | must be a text",
        "command: [mosquitto, -c, \"${conf}\"] | command: mosquitto | services.broker.command |"
            + " sequence",
        "LEVEL: 3 | LEVEL: [3] | services.broker.environment.LEVEL | must be a text",
        "LEVEL: 3 | A-B: 3 | services.broker.environment | 'A-B' is no name",
        "kit: {} | Kit: {} | services.broker.x-fieldbench.clients | 'Kit' is no name",
        "kit: {} | kit: | services.broker.x-fieldbench.clients.kit | must be a mapping",
        "kit: {} | kit: {publish: [a#]} | services.broker.x-fieldbench.clients.kit.publish[0] | no"
            + " topic filter",
        "kit: {} | kit: {publish: a} | services.broker.x-fieldbench.clients.kit.publish | sequence",
        "kit: {} | kit: {subscribe: [\"#/a\"]} |"
            + " services.broker.x-fieldbench.clients.kit.subscribe[0] | no topic filter",
        "${site}/+ | ${sight}/+ | services.broker.x-fieldbench.clients.trainee.deny-publish[0] |"
            + " unknown variable 'sight'; known: [conf, site]",
        "5$$ | 5$ | services.broker.environment.PRICE | $$",
        "5$$ | ${site:-x} | services.broker.environment.PRICE | lone '$'",
        "image: fieldbench/mosquitto:1 | image: a b | services.broker.image | name of an image",
        "[\"/data:size=16M\"] | /data | services.broker.tmpfs | sequence",
        "/data:size=16M | /data | services.broker.tmpfs[0] | a path and a size",
        "/data:size=16M | data:size=16M | services.broker.tmpfs[0] | a path and a size",
        "/data:size=16M | /../x:size=16M | services.broker.tmpfs[0] | a path and a size",
        "/data:size=16M | /:size=16M | services.broker.tmpfs[0] | a path and a size",
        "/data:size=16M | /data:size=16 | services.broker.tmpfs[0] | a path and a size",
        "/data:size=16M | /data:size=0M | services.broker.tmpfs[0] | a path and a size",
        "/data:size=16M | /data:size=16M,exec | services.broker.tmpfs[0] | a path and a size",
        "\"/data:size=16M\" | \"/data:size=16M\", \"/data:size=1M\" | services.broker.tmpfs[1] |"
            + " twice",
        "service: broker | service: desk | x-fieldbench.workspace | no service 'desk'; there are"
            + " [broker]",
        "folder: /home/trainee | folder: home | x-fieldbench.workspace | no absolute path",
        "folder: /home/trainee | folder: /home/../root | x-fieldbench.workspace | no absolute path",
        "service: broker, | `` | x-fieldbench.workspace.service | is missing",
        ", folder: /home/trainee | `` | x-fieldbench.workspace.folder | is missing",
        "image: fieldbench/mosquitto:1 | image: {} | services.broker.image | must be a text"
      })
  void aWrongValueIsNamed(String find, String replace, String path, String text) {
    assertProblem(find, replace, path, text);
  }

  @Test
  void portsAndEndpointBelongTogether() {
    assertThat(problems(GOOD.replace("      endpoint: mqtt\n", ""), VALUES))
        .singleElement()
        .asString()
        .contains("x-fieldbench.endpoint");
    assertThat(problems(GOOD.replace("    ports: [\"1883\"]\n", ""), VALUES))
        .singleElement()
        .asString()
        .contains("services.broker.x-fieldbench.endpoint: ")
        .contains("no ports");
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    String yaml =
        GOOD.replace("memory: 64M, ", "")
            .replaceAll("x-fieldbench: .workspace.*", "networks: {}")
            .replace("${site}/+", "${sight}/+")
            .replace("image: fieldbench/mosquitto:1", "hostname: x");
    assertThat(problems(yaml, VALUES)).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "services: {}", "services: []", "services:", "[]", "text", "x-fieldbench: {}"})
  void aFileWithoutServicesIsAnError(String yaml) {
    assertThat(problems(yaml, Map.of())).isNotEmpty();
  }

  @Test
  void malformedYamlIsReportedWithItsLine() {
    assertThat(problems("services:\n  broker:\n    image: [a\n", Map.of()))
        .singleElement()
        .asString()
        .contains("line 3")
        .contains("expected ',' or ']'");
    assertThat(problems("services:\n  a: {}\n  a: {}\n", Map.of()))
        .singleElement()
        .asString()
        .contains("line 3");
    assertThat(problems(GOOD + "---\na: b\n", VALUES)).singleElement().asString().contains("line");
  }

  @Test
  void anAliasIsReportedWithItsLine() {
    String yaml = GOOD.replace("kit: {}", "kit: &k {}\n        other: *k");
    assertThat(problems(yaml, VALUES))
        .anyMatch(p -> p.contains("line 14") && p.contains("alias '*k'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\", privileged: true, y: \"",
        "x}\n    privileged: true",
        "*alias",
        "&anchor",
        "!!int 3",
        "{a: b}",
        "[1, 2]",
        "# comment",
        "null",
        "${conf}"
      })
  void aValueStaysOneText(String hostile) {
    String yaml =
        GOOD.replaceAll("environment:.*\n", "environment:\n      SITE: \\${site}\n")
            .replace("${site}/+/motor", "x");
    LabSpec spec = LabSpec.parse("f", yaml, Map.of("site", hostile, "conf", "c"));
    assertThat(spec.services()).hasSize(1);
    assertThat(spec.services().getFirst().environment()).isEqualTo(Map.of("SITE", hostile));
  }

  @ParameterizedTest
  @ValueSource(strings = {"#", "+", "a/#", "a\nb", "a\0"})
  void aValueBringsNoWildcardIntoAFilter(String hostile) {
    var values = Map.of("site", hostile, "conf", "c");
    assertThat(problems(GOOD, values))
        .anyMatch(p -> p.contains("clients.trainee.deny-publish[0]") && p.contains("'site'"));
  }
}
