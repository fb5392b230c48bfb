package io.fieldbench.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTests {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final int DNS_NAME = 2;
  private static final int ADDRESS = 7;

  @TempDir Path folder;

  private CertificateAuthority at(Instant now) throws IOException {
    return CertificateAuthority.keptIn(
        folder.resolve("lab-ca.p12"), Clock.fixed(now, ZoneOffset.UTC));
  }

  private static ServerIdentity issue(CertificateAuthority authority) throws Exception {
    return authority.issue("192.0.2.7", InetAddress.getByName("192.0.2.7"));
  }

  @Test
  void itIsKeptForItsOwnerAlone() throws Exception {
    var made = at(NOW).certificate();
    assertThat(at(NOW).certificate()).isEqualTo(made);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("lab-ca.p12"));
    }
    assertThat(Files.getPosixFilePermissions(folder.resolve("lab-ca.p12")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void whatIsNoAuthorityIsNamedAndLeftAlone() throws Exception {
    Path file = Files.writeString(folder.resolve("lab-ca.p12"), "something else");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> at(NOW))
        .withMessageContaining(file.toString());
    assertThat(file).hasContent("something else");
  }

  @Test
  void itsCertificatesAreForServersOfThatNameAlone() throws Exception {
    var authority = at(NOW);
    var identity = authority.issue("lab.example", InetAddress.getByName("192.0.2.7"));
    var certificate = identity.certificate();
    certificate.verify(authority.certificate().getPublicKey());
    assertThat(certificate.getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(List.of(ADDRESS, "192.0.2.7"), List.of(DNS_NAME, "lab.example"));
    assertThat(issue(authority).certificate().getSubjectAlternativeNames())
        .containsExactly(List.of(ADDRESS, "192.0.2.7"));
    assertThat(certificate.getBasicConstraints()).as("signs nothing").isEqualTo(-1);
    assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(authority.certificate().getBasicConstraints()).as("signs servers").isZero();
    assertThat(((ECPublicKey) certificate.getPublicKey()).getParams().getOrder().bitLength())
        .isEqualTo(256);
    assertThat(issue(authority).key()).isNotEqualTo(identity.key());
    assertThat(identity.toString()).doesNotContain("key");
  }

  @Test
  void anotherAuthorityTakesItsPlaceBeforeItsEnd() throws Exception {
    var first = at(NOW).certificate();
    Instant late =
        first
            .getNotAfter()
            .toInstant()
            .minus(CertificateAuthority.LIFE_OF_AN_IDENTITY)
            .minus(Duration.ofDays(1));
    assertThat(issue(at(late)).authority()).isEqualTo(first);

    var authority = at(late.plus(Duration.ofDays(2)));
    ServerIdentity identity = issue(authority);
    assertThat(identity.authority()).isNotEqualTo(first).isEqualTo(authority.certificate());
    assertThat(identity.authority().getNotAfter()).isAfter(first.getNotAfter());
    identity.certificate().verify(identity.authority().getPublicKey());
    assertThatExceptionOfType(SignatureException.class)
        .isThrownBy(() -> identity.certificate().verify(first.getPublicKey()));
    assertThat(at(late).certificate()).as("kept").isEqualTo(identity.authority());
  }

  @Test
  void onlyALoopbackAddressIsUnencrypted() throws Exception {
    Path file = folder.resolve("lab-ca.p12");
    var plain = LabAddress.of("127.0.0.1", file);
    assertThat(plain.outside()).isEmpty();
    assertThat(file).as("not needed").doesNotExist();
    var outside = LabAddress.of("192.0.2.7", file);
    assertThat(outside.plain().isLoopbackAddress()).isTrue();
    assertThat(outside.outside().orElseThrow().bind().getHostAddress()).isEqualTo("192.0.2.7");
    assertThat(file).exists();
    for (String unfit : List.of("192.0.2.7", "0.0.0.0", "::", "no such name")) {
      assertThatIllegalArgumentException().isThrownBy(() -> LabAddress.loopback(unfit));
    }
    for (String unfit : List.of("0.0.0.0", "::", "no such name")) {
      assertThatIllegalArgumentException().isThrownBy(() -> LabAddress.of(unfit, file));
    }
  }
}
