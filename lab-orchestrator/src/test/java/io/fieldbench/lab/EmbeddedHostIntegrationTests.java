package io.fieldbench.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.fieldbench.lab.embedded.EmbeddedRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the embedded runtime does to the machine and the JVM that it lives in. */
class EmbeddedHostIntegrationTests {
  @TempDir Path folder;

  private static LabRequest fresh() {
    return LabRequest.fresh(OneLab.newId(), ContractLabs.guarded());
  }

  @Test
  void aLabListensOnTheGivenAddressAlone() throws Exception {
    try (var runtime = new EmbeddedRuntime("127.0.0.1", folder)) {
      Endpoint mqtt = runtime.start(fresh()).endpoints().get("mqtt");
      assertThat(mqtt.host()).isEqualTo("127.0.0.1");
      assertThat(LabLifeContractTests.listens(mqtt)).isTrue();
      assertThat(LabLifeContractTests.listens(new Endpoint("mqtt", "127.0.0.2", mqtt.port())))
          .isFalse();
    }
    try (var runtime = new EmbeddedRuntime("127.0.0.2", folder)) {
      Endpoint mqtt = runtime.start(fresh()).endpoints().get("mqtt");
      assertThat(LabLifeContractTests.listens(mqtt)).isTrue();
      assertThat(LabLifeContractTests.listens(new Endpoint("mqtt", "127.0.0.1", mqtt.port())))
          .isFalse();
    }
  }

  @Test
  void noFilesStayAndTheJvmKeepsItsExceptionHandler() throws Exception {
    Thread.UncaughtExceptionHandler own = (thread, exception) -> {};
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(own);
    try (var runtime = new EmbeddedRuntime("127.0.0.1", folder)) {
      Lab lab = runtime.start(fresh());
      assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(own);
      assertThat(folder).isNotEmptyDirectory();
      lab.destroy();
      assertThat(folder).isEmptyDirectory();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void whatAKilledPortalLeftInTheFolderDoesNotMatter() throws Exception {
    LabRequest request = fresh();
    Path left = Files.createDirectories(folder.resolve(request.id().value()).resolve("data"));
    Files.writeString(left.resolve("data.lock"), "left");
    try (var runtime = new EmbeddedRuntime("127.0.0.1", folder)) {
      assertThat(runtime.start(request).ready()).isTrue();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderThatCannotBeMadeIsAnErrorForPeople() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    try (var runtime = new EmbeddedRuntime("127.0.0.1", file)) {
      assertThatExceptionOfType(LabException.class)
          .isThrownBy(() -> runtime.start(fresh()))
          .withMessageContaining("folder");
    }
  }

  @Test
  void noPasswordIsLogged() throws Exception {
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level level = root.getLevel();
    var console = root.getAppender("console");
    var events = new ListAppender<ILoggingEvent>();
    events.start();
    root.setLevel(Level.TRACE);
    root.detachAppender(console);
    root.addAppender(events);
    LabRequest request = fresh();
    try (var runtime = new EmbeddedRuntime("127.0.0.1", folder)) {
      Lab lab = runtime.start(request);
      OneLab.user(lab, "trainee").connect().close();
      OneLab.assertRefused(
          new MqttUser(lab.endpoints().get("mqtt"), new Credentials("trainee", "wrong-password")));
    } finally {
      root.detachAppender(events);
      root.addAppender(console);
      root.setLevel(level);
    }
    List<String> lines =
        List.copyOf(events.list).stream()
            .map(e -> e.getFormattedMessage() + ThrowableProxyUtil.asString(e.getThrowableProxy()))
            .toList();
    assertThat(lines).as("the log was recorded").anyMatch(line -> line.contains("TCP"));
    assertThat(lines).noneMatch(line -> line.contains("wrong-password"));
    request
        .credentials()
        .forEach((client, own) ->
            assertThat(lines).as(client).noneMatch(line -> line.contains(own.password())));
  }

  @Test
  void everyReasonWhyALabCannotBeBuiltIsListed() {
    LabSpec spec =
        LabSpec.parse(
            "two.yaml",
            """
            services:
              broker:
                image: fieldbench/mosquitto:1
                ports: ["1883"]
                deploy: {resources: {limits: {memory: 64M, cpus: "0.5", pids: 64}}}
                x-fieldbench: {endpoint: mqtt}
              store:
                image: postgres:17
                command: [postgres, -c, fsync=off]
                deploy: {resources: {limits: {memory: 64M, cpus: "0.5", pids: 64}}}
                x-fieldbench: {clients: {a: {}}}
            """,
            Map.of());
    try (var runtime = new EmbeddedRuntime("127.0.0.1", folder)) {
      assertThat(runtime.name()).isEqualTo("embedded");
      assertThat(runtime.unsupported(spec))
          .hasSize(5)
          .anyMatch(reason -> reason.contains("[broker, store]"))
          .anyMatch(reason -> reason.contains("service broker") && reason.contains("clients"))
          .anyMatch(reason -> reason.contains("service store") && reason.contains("postgres:17"))
          .anyMatch(reason -> reason.contains("service store") && reason.contains("port"))
          .anyMatch(reason -> reason.contains("service store") && reason.contains("command"));
      assertThatExceptionOfType(LabException.class)
          .isThrownBy(() -> runtime.start(LabRequest.fresh(new LabId("two"), spec)))
          .withMessageContaining("postgres:17");
    }
  }
}
