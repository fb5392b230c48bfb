package io.fieldbench.lab.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.lab.LabException;
import java.util.LinkedHashMap;
import java.util.List;
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

  private static OneShot run(String image, String user, String script) throws LabException {
    return OneShot.run(
        "fieldbench/" + image + ":1",
        new byte[0],
        container -> container.withUser(user).withEntrypoint("bash", "-c", script));
  }

  /** Runs the image's own program with one value of a variable after the other. */
  private static List<String> answers(
      String image, String variable, List<String> values, String program) throws LabException {
    var script = new StringBuilder("exec 2>&1\n");
    for (String value : values) {
      script.append(
          "%s='%s' timeout 10 %s; echo \"ended with $?\"; echo ==\n"
              .formatted(variable, value, program));
    }
    OneShot end = run(image, "1884", script.toString());
    return List.of(end.output().split("==\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gate", "mosquitto", "workspace"})
  void noFileIsSetuidOrSetgid(String image) throws LabException {
    String find = "find / -xdev -type f -perm ";
    assertThat(run(image, "0", find + "/6000")).isEqualTo(new OneShot(0, ""));
    String control = "cp /usr/bin/env /tmp/x; chmod u+s /tmp/x; " + find + "/6000";
    assertThat(run(image, "0", control)).isEqualTo(new OneShot(0, "/tmp/x\n"));
  }

  @Test
  void theWorkspaceHasItsTools() throws LabException {
    String[] commands = {
      "test -z \"$(ls -A)\"",
      "javac --version",
      "jshell --version",
      "jar --version",
      "python3 -c \"import paho.mqtt.client\"",
      "command -v mosquitto_pub",
      "command -v mosquitto_sub",
      "tmux -V",
      "nano --version",
      "vim --version",
      "less --version",
      "ps",
      "test $(locale charmap) = UTF-8",
      "test $(id -un) = trainee",
      "test $PWD = /home/trainee",
      "env -i bash -lc \"java --version && python3 --version\"",
      "test $(id -un 2000) = candidate",
      "test $(id -un 2001) = judge"
    };
    var script = new StringBuilder();
    for (String command : commands) {
      script.append("{ %s; } >/dev/null 2>&1 || echo '%s'\n".formatted(command, command));
    }
    assertThat(run("workspace", "1000", script.toString()).output()).isEmpty();
  }

  @Test
  void aJavaFileRunsWithPahoAtHand() throws LabException {
    String program =
        """
        public class T {
          public static void main(String[] arguments) {
            System.out.print(new org.eclipse.paho.mqttv5.common.MqttMessage().getQos()
                + new org.eclipse.paho.client.mqttv3.MqttMessage().getQos());
          }
        }
        """;
    String script = "cd /tmp; cat >T.java <<'END'\n" + program + "END\njava T.java";
    assertThat(run("workspace", "2000", script)).isEqualTo(new OneShot(0, "2"));
  }

  @Test
  void theGateRefusesWhatItDoesNotUnderstand() throws LabException {
    var wrong =
        List.of(
            "1883",
            "1883=broker",
            "1883=:1883",
            "=broker:1883",
            "1883=broker:0",
            "65536=broker:1883",
            "1883/tcp=broker:1883",
            "1883/tls/udp=broker:1883",
            "1883=bro;ker:1883",
            "1883=broker:1883 *=broker:1883",
            "");
    List<String> answers = answers("gate", "GATE", wrong, "sh /usr/local/bin/forward");
    assertThat(answers).hasSameSizeAs(wrong);
    for (int i = 0; i < wrong.size(); i++) {
      String[] items = wrong.get(i).split(" ");
      assertThat(answers.get(i))
          .startsWith("GATE: ")
          .contains(items[items.length - 1])
          .endsWith("ended with 64\n");
    }
    assertThat(answers("gate", "GATE", List.of("1=b:1 2/tls=b:1"), "sh /usr/local/bin/forward"))
        .containsExactly("GATE_TLS: no certificate and key\nended with 64\n");
  }

  @Test
  void theBrokerEndsWithALineThatItDoesNotUnderstand() throws LabException {
    String client = "client a\npassword " + HASH + "\n";
    var wrong = new LinkedHashMap<String, String>();
    wrong.put("", "/fieldbench/accounts cannot be opened");
    wrong.put("publish #", "line 1: stands before the first client");
    wrong.put("client a", "line 1: ends without");
    wrong.put("client a\npassword x", "line 2: is no SHA-256");
    wrong.put("client a\nclient b", "line 2: follows a client without password");
    wrong.put(client + "password " + HASH, "line 3: is a second password");
    wrong.put(client + "publish a#", "line 3: is no topic filter");
    wrong.put(client + "publish #/a", "line 3: is no topic filter");
    wrong.put(client + "publish a\tb", "line 3: has a control character");
    wrong.put(client + "publish", "line 3: has no value");
    wrong.put(client + "allow #", "line 3: has an unknown key");
    wrong.put(client + "reserve a- a", "line 3: stands below a client");
    wrong.put(client + client, "line 4: ends with two clients of one user name");
    String program = "mosquitto -c /fieldbench/mosquitto.conf";
    List<String> answers = answers("mosquitto", "ACCOUNTS", List.copyOf(wrong.keySet()), program);
    assertThat(answers).hasSameSizeAs(wrong.values());
    int i = 0;
    for (Map.Entry<String, String> accounts : wrong.entrySet()) {
      assertThat(answers.get(i++))
          .as(accounts.getKey())
          .contains(accounts.getValue())
          .endsWith("ended with 3\n");
    }
    assertThat(answers("mosquitto", "ACCOUNTS", List.of(client), "timeout 1 " + program))
        .as("the control runs until it is ended")
        .hasSize(1)
        .allSatisfy(answer -> assertThat(answer).endsWith("ended with 124\n"));
  }
}
