package io.fieldbench.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fieldbench.lab.LabAddress.Outside;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where labs listen on another address than a loopback one, they speak TLS alone. */
abstract class OwnToolsContractTests {
  private static final String OUTSIDE = Outsides.address();

  @TempDir Path folder;
  Lab lab;
  private LabRuntime runtime;
  private LabRequest request;

  abstract LabRuntime create(LabAddress address, Path folder);

  /** Whether labs go on when their runtime is closed. */
  abstract boolean labsOutliveTheRuntime();

  @BeforeEach
  void startLab() throws Exception {
    runtime = create(underTls("lab-ca.p12"), folder.resolve("labs"));
    request = LabRequest.fresh(OneLab.newId(), ContractLabs.guarded());
    lab = runtime.start(request);
  }

  @AfterEach
  void closeRuntime() {
    runtime.close();
  }

  private LabAddress underTls(String authority) throws IOException {
    return LabAddress.underTls(
        OUTSIDE, CertificateAuthority.keptIn(folder.resolve(authority), Clock.systemUTC()));
  }

  /** As a new process has it, that knows the lab's port. */
  private Lab restart(LabAddress address) throws Exception {
    runtime.close();
    runtime = create(address, folder.resolve("labs"));
    return runtime.start(
        new LabRequest(
            request.id(),
            request.spec(),
            request.credentials(),
            Map.of("mqtt", lab.ownTools().get("mqtt").port())));
  }

  static Endpoint outside(Lab lab) {
    return lab.ownTools().get("mqtt");
  }

  private MqttUser trainee(Lab at, String authority) throws Exception {
    return MqttUser.underTls(outside(at), at.credentials("trainee"), Trust.in(authority));
  }

  static String authority(Lab lab) {
    return lab.authority().orElseThrow();
  }

  @Test
  void ownToolsComeInUnderTlsAndThePortalBesidesThem() throws Exception {
    assertThat(outside(lab).host()).isEqualTo(OUTSIDE);
    assertThat(lab.endpoints().get("mqtt").host()).isEqualTo("127.0.0.1");
    try (var trainee = trainee(lab, authority(lab)).connect();
        var kit = OneLab.user(lab, "kit").connect()) {
      trainee.subscribe(OneLab.READING);
      kit.publish(OneLab.READING, "61.4");
      OneLab.awaitTexts(trainee, List.of("61.4"));
    }
    OneLab.assertRefused(
        MqttUser.underTls(
            outside(lab), new Credentials("trainee", "wrong"), Trust.in(authority(lab))));
  }

  /** The only door without TLS is one that the test makes, as labs had it before. */
  @Test
  void nobodyComesInWithoutTls() throws Exception {
    OneLab.assertRefused(new MqttUser(outside(lab), lab.credentials("trainee")));
    try (var door = new Outsides.PlainDoor(OUTSIDE, lab.endpoints().get("mqtt"))) {
      assertThat(Outsides.plainDoors(OUTSIDE, lab.credentials("trainee")))
          .containsExactly(door.port());
    }
  }

  @Test
  void aClientThatDoesNotKnowTheAuthorityDoesNotTellItsPassword() throws Exception {
    OneLab.assertRefused(
        MqttUser.underTls(outside(lab), lab.credentials("trainee"), Trust.inTheWorld()));
    var other = CertificateAuthority.keptIn(folder.resolve("other.p12"), Clock.systemUTC());
    OneLab.assertRefused(trainee(lab, ServerIdentity.pem(other.certificate())));
  }

  @Test
  void theCertificateIsForItsNameAlone() throws Exception {
    lab.destroy();
    runtime.close();
    var authority = CertificateAuthority.keptIn(folder.resolve("lab-ca.p12"), Clock.systemUTC());
    var named = new Outside("lab.example", InetAddress.getByName(OUTSIDE), authority);
    runtime =
        create(
            new LabAddress(InetAddress.getByName("127.0.0.1"), Optional.of(named)),
            folder.resolve("labs"));
    lab = runtime.start(request);
    assertThat(outside(lab).host()).isEqualTo("lab.example");
    var at = new InetSocketAddress(OUTSIDE, outside(lab).port());
    var credentials = lab.credentials("trainee");
    var known = authority.certificate();
    // It says no, for this client identifier is not the trainee's; that it says it is enough here.
    assertThat(BrokerProbe.accepts(at, "lab.example", known, credentials)).isFalse();
    assertThat(BrokerProbe.accepts(at, OUTSIDE, known, credentials)).isFalse();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> BrokerProbe.accepts(at, "other.example", known, credentials))
        .withMessageContaining("other.example");
  }

  @Test
  void afterARestartPortAndAuthorityAreTheSame() throws Exception {
    try (var trainee = trainee(lab, authority(lab)).connect()) {
      Lab again = restart(underTls("lab-ca.p12"));
      assertThat(again.ranOn()).isEqualTo(labsOutliveTheRuntime());
      assertThat(again.ownTools()).isEqualTo(lab.ownTools());
      assertThat(again.authority()).isEqualTo(lab.authority());
      assertThat(trainee.connected()).isEqualTo(labsOutliveTheRuntime());
      trainee(again, authority(lab)).connect().close();
    }
  }

  @Test
  void withAnotherAuthorityTheLabIsBuiltAgainAtTheSamePort() throws Exception {
    Lab again = restart(underTls("other.p12"));
    assertThat(again.ranOn()).isFalse();
    assertThat(again.ownTools()).isEqualTo(lab.ownTools());
    OneLab.assertRefused(trainee(again, authority(lab)));
    trainee(again, authority(again)).connect().close();
  }

  @Test
  void backOnALoopbackAddressNothingListensOutside() throws Exception {
    Lab again = restart(LabAddress.loopback("127.0.0.1"));
    assertThat(again.ranOn()).isFalse();
    assertThat(again.authority()).isEmpty();
    assertThat(again.ownTools()).isEqualTo(again.endpoints());
    assertThat(LabLifeContractTests.listens(again.ownTools().get("mqtt"))).isTrue();
    assertThat(LabLifeContractTests.listens(outside(lab))).isFalse();
  }

  @Test
  void aStoppedBrokerComesBackUnderTheSameCertificate() throws Exception {
    lab.faults().stop("broker");
    OneLab.assertRefused(trainee(lab, authority(lab)));
    lab.faults().start("broker");
    trainee(lab, authority(lab)).connect().close();
  }

  @Test
  void aPortThatIsTakenOutsideIsNamed() throws Exception {
    lab.destroy();
    try (var taken = new ServerSocket(0, 5, InetAddress.getByName(OUTSIDE))) {
      var fixed =
          new LabRequest(
              request.id(),
              request.spec(),
              request.credentials(),
              Map.of("mqtt", taken.getLocalPort()));
      assertThatExceptionOfType(LabException.class)
          .isThrownBy(() -> runtime.start(fixed))
          .withMessageContaining("port " + taken.getLocalPort())
          .withMessageContaining(OUTSIDE);
    }
    lab = runtime.start(request);
    assertThat(lab.ready()).isTrue();
  }
}
