package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbench.lab.CertificateAuthority;
import io.fieldbench.lab.ServerIdentity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The starters' own programs at a portal whose labs listen on an address of the network. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(People.class)
@EnabledIf(value = "hasAddress", disabledReason = "this machine has no address of a network")
class OwnToolsIntegrationTests {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path folder;

  @Value("${local.server.port}")
  int port;

  @Value("${fieldbench.data}")
  Path data;

  @Autowired People people;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) throws IOException {
    Path data = PortalIntegrationTest.newFolder();
    String address = address();
    registry.add("fieldbench.data", data::toString);
    registry.add("fieldbench.lab.address", () -> address);
  }

  static boolean hasAddress() throws IOException {
    return !address().isEmpty();
  }

  /** At which others could reach this machine; no packet to it leaves the machine. */
  private static String address() throws IOException {
    return NetworkInterface.networkInterfaces()
        .filter(network -> !network.getName().matches("(br-|docker|veth|virbr).*"))
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .map(InetAddress::getHostAddress)
        .findFirst()
        .orElse("");
  }

  static boolean hasPythonWithPaho() throws IOException, InterruptedException {
    return new ProcessBuilder("/usr/bin/python3", "-c", "import paho.mqtt.client").start().waitFor()
        == 0;
  }

  /** A new trainee's browser, and the path of the page of a lab that is ready. */
  private record Work(Browser browser, String path) {}

  private Work work(String username) {
    Browser browser =
        Browser.signedIn(port, people.newTrainee(username), people.password(username));
    String path = Browser.location(browser.post("/exercises/mqtt-overheat-alarm/start"));
    await().atMost(PATIENCE).until(() -> browser.page(path).contains("mosquitto_sub"));
    return new Work(browser, path.replaceFirst("\\?.*", ""));
  }

  /** Unpacks the starter, and puts the topic that the page shows into its programs. */
  private Path starter(Work work) throws IOException {
    byte[] zip = work.browser().download(work.path() + "/starter.zip");
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = folder.resolve(entry.getName()).normalize();
        Files.createDirectories(file.getParent());
        Files.write(file, in.readAllBytes());
      }
    }
    Path starter = folder.resolve("mqtt-overheat-alarm");
    Matcher topic =
        Pattern.compile("id=\"v-temperatureTopic\">([^<]+)<")
            .matcher(work.browser().page(work.path()));
    assertThat(topic.find()).isTrue();
    for (String program : List.of("OverheatAlarm.java", "overheat_alarm.py")) {
      Path file = starter.resolve(program);
      Files.writeString(
          file,
          Files.readString(file)
              .replaceFirst("READINGS = \"\"", "READINGS = \"" + topic.group(1) + '"'));
    }
    return starter;
  }

  private static Process start(Path folder, String... command) throws IOException {
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output.txt").toFile())
        .start();
  }

  private static Process java(Path folder) throws IOException {
    return start(
        folder,
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        "lib/*",
        "OverheatAlarm.java");
  }

  private static void awaitOutput(Path folder, String... texts) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(Files.readString(folder.resolve("output.txt"))).contains(texts));
  }

  @Test
  void theJavaProgramComesInByTheAuthorityOfItsStarter() throws Exception {
    Work work = work("tls-java");
    Path starter = starter(work);
    String authority = Files.readString(starter.resolve("lab-ca.pem"));
    List<String> settings = Files.readAllLines(starter.resolve("lab.properties"));
    assertThat(settings).contains("host=" + address(), "ca=lab-ca.pem");
    assertThat(new String(work.browser().download(work.path() + "/lab-ca.pem")))
        .isEqualTo(authority)
        .startsWith("-----BEGIN CERTIFICATE-----");
    assertThat(work.browser().page(work.path()))
        .contains("mosquitto_sub -h " + address(), " --cafile lab-ca.pem -u ", "/lab-ca.pem\"");
    assertThat(Files.getPosixFilePermissions(data.resolve("lab-ca.p12")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));

    Process program = java(starter);
    try {
      awaitOutput(starter, "Connected to ssl://", "GOOD");
    } finally {
      program.destroyForcibly().onExit().join();
    }
    // Another authority in its place, as somebody on the way would need.
    var other = CertificateAuthority.keptIn(folder.resolve("other.p12"), Clock.systemUTC());
    Files.writeString(starter.resolve("lab-ca.pem"), ServerIdentity.pem(other.certificate()));
    program = java(starter);
    try {
      awaitOutput(starter, "No connection to ssl://");
      assertThat(Files.readString(starter.resolve("output.txt"))).doesNotContain("Connected");
    } finally {
      program.destroyForcibly().onExit().join();
    }
  }

  @Test
  @EnabledIf(value = "hasPythonWithPaho", disabledReason = "python3 with paho-mqtt is missing")
  void thePythonProgramComesInToo() throws Exception {
    Path starter = starter(work("tls-python"));
    Process program = start(starter, "/usr/bin/python3", "-u", "overheat_alarm.py");
    try {
      awaitOutput(starter, "Connected", "GOOD");
    } finally {
      program.destroyForcibly().onExit().join();
    }
  }
}
