package io.fieldbench.lab.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fieldbench.lab.Credentials;
import io.fieldbench.lab.LabId;
import io.fieldbench.lab.LabRequest;
import io.fieldbench.lab.LabSpec;
import io.fieldbench.lab.LabSpec.BrokerClient;
import io.fieldbench.lab.LabSpec.Limits;
import io.fieldbench.lab.LabSpec.Service;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerAccountsTests {
  private static String accounts(String username, String filter) {
    var client = new BrokerClient("trainee", List.of(filter), List.of("x/y"), List.of("#"));
    var broker =
        new Service(
            "broker",
            "fieldbench/mosquitto:1",
            Map.of(),
            new Limits(1, 1, 1),
            Map.of("mqtt", 1883),
            List.of(client));
    var request =
        new LabRequest(
            new LabId("a"),
            new LabSpec(List.of(broker)),
            Map.of("trainee", new Credentials(username, "abc")),
            Map.of());
    return BrokerAccounts.of(request, broker);
  }

  @Test
  void aClientHasItsNameAHashAndItsFilters() {
    assertThat(accounts("ada", "#"))
        .endsWith(
            """
            client trainee
            username ada
            password ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
            publish #
            deny-publish x/y
            subscribe #
            """)
        .contains("reserve kit- kit\n")
        .contains("client fieldbench-probe\n");
  }

  @Test
  void noValueBringsALineAlong() {
    assertThatIllegalArgumentException().isThrownBy(() -> accounts("ada\npublish #", "#"));
    assertThatIllegalArgumentException().isThrownBy(() -> accounts("ada", "a\nsubscribe #"));
  }
}
