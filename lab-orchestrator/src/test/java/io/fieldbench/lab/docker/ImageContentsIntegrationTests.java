package io.fieldbench.lab.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.lab.LabException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docker/README.md promises of the images, beyond what labs show. */
@EnabledIf(
    value = "io.fieldbench.lab.Docker#answers",
    disabledReason = "no Docker Engine answers here")
class ImageContentsIntegrationTests {
  private static final String HASH = "0123456789abcdef".repeat(4);

  @BeforeAll
  static void build() {
    BuiltImages.require();
  }

  private static OneShot run(String image, String user, String... command) throws LabException {
    return OneShot.run(
        "fieldbench/" + image + ":1",
        new byte[0],
        container -> container.withUser(user).withEntrypoint(command));
  }

  private static OneShot with(String image, String variable, String value) throws LabException {
    return OneShot.run(
        "fieldbench/" + image + ":1",
        new byte[0],
        container -> container.withEnv(variable + "=" + value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gate", "mosquitto", "workspace"})
  void noFileIsSetuidOrSetgid(String image) throws LabException {
    String[] find = {"find", "/", "-xdev", "-type", "f", "-perm", "/6000"};
    assertThat(run(image, "0", find)).isEqualTo(new OneShot(0, ""));
    find[6] = "/0100";
    assertThat(run(image, "0", find).output()).as("the control").contains("/bin/sh");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javac --version",
        "jshell --version",
        "python3 -c 'import paho.mqtt.client'",
        "mosquitto_pub --help",
        "mosquitto_sub --help",
        "tmux -V",
        "nano --version",
        "vim --version",
        "less --version",
        "test $(locale charmap) = UTF-8",
        "test $(id -un) = trainee",
        "test $(cat /proc/1/comm) = tini"
      })
  void theWorkspaceHas(String command) throws LabException {
    OneShot end = run("workspace", "1000", "tini", "--", "bash", "-c", command);
    assertThat(end.code()).as(end.output()).isIn(0, command.startsWith("mosquitto_") ? 1 : 0);
    assertThat(end.output()).doesNotContain("not found");
  }

  @Test
  void aJavaFileRunsWithPahoAtHand() throws LabException {
    String program =
        """
        public class T {
          public static void main(String[] arguments) {
            System.out.print(org.eclipse.paho.mqttv5.client.MqttClient.generateClientId().length() > 0
                && org.eclipse.paho.client.mqttv3.MqttClient.generateClientId().length() > 0);
          }
        }
        """;
    String command = "cd /tmp; cat >T.java <<'END'\n" + program + "END\njava T.java";
    assertThat(run("workspace", "2000", "bash", "-c", command)).isEqualTo(new OneShot(0, "true"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1883",
        "1883=broker",
        "1883=:1883",
        "=broker:1883",
        "1883=broker:0",
        "65536=broker:1883",
        "1883/tcp=broker:1883",
        "1883=bro;ker:1883",
        "1883=broker:1883 *=broker:1883",
        ""
      })
  void theGateRefusesWhatItDoesNotUnderstand(String ports) throws LabException {
    OneShot end = with("gate", "GATE", ports);
    assertThat(end.code()).isEqualTo(64);
    String[] items = ports.split(" ");
    assertThat(end.output()).contains("GATE", items[items.length - 1]);
  }

  @Test
  void theBrokerEndsWithALineThatItDoesNotUnderstand() throws LabException {
    Map<String, String> wrong =
        Map.of(
            "",
            "/fieldbench/accounts cannot be opened",
            "publish #",
            "line 1: stands before the first client",
            "client a",
            "line 1: ends without",
            "client a\npassword x",
            "line 2: is no SHA-256",
            "client a\nclient b",
            "line 2: follows a client without password",
            "client a\npassword " + HASH + "\npublish a#",
            "line 3: is no topic filter",
            "client a\npassword " + HASH + "\npublish #/a",
            "line 3: is no topic filter",
            "client a\npassword " + HASH + "\nallow #",
            "line 3: has an unknown key",
            "client a\npassword " + HASH + "\nreserve a- a",
            "line 3: stands below a client",
            "client a\npassword %1$s\nclient b\nusername a\npassword %1$s".formatted(HASH),
            "line 5: ends with two clients of one user name");
    for (var accounts : wrong.entrySet()) {
      OneShot end = with("mosquitto", "ACCOUNTS", accounts.getKey());
      assertThat(end.output()).as(accounts.getKey()).contains(accounts.getValue());
      assertThat(end.code()).isNotZero();
    }
  }
}
