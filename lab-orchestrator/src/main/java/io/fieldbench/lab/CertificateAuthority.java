package io.fieldbench.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Signs what labs show to own tools under TLS; EC keys on P-256. Its own key is in one file and
 * leaves this process in no other way. Thread-safe.
 */
public final class CertificateAuthority {
  static final Duration LIFE = Duration.ofDays(3_652);

  /** Of a lab's certificate; labs live for hours. */
  static final Duration LIFE_OF_AN_IDENTITY = Duration.ofDays(90);

  /** Clocks of other machines may be slow. */
  private static final Duration BEFORE_NOW = Duration.ofDays(1);

  private static final String ALIAS = "authority";

  /** The file's mode protects it. */
  private static final char[] PASSWORD = "fieldbench".toCharArray();

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;
  private final Clock clock;
  private Signer signer;

  private record Signer(PrivateKey key, X509Certificate certificate) {}

  private CertificateAuthority(Path file, Clock clock, Signer signer) {
    this.file = file;
    this.clock = clock;
    this.signer = signer;
  }

  /**
   * The authority of a file, which is made where it is missing, readable by its owner only.
   *
   * @throws IOException when it can be neither read nor made, or holds something else
   */
  public static CertificateAuthority keptIn(Path file, Clock clock) throws IOException {
    Signer signer;
    if (Files.exists(file)) {
      signer = read(file);
    } else {
      signer = make(clock.instant());
      write(file, signer);
    }
    return new CertificateAuthority(file, clock, signer);
  }

  /** What own tools have to trust. */
  public synchronized X509Certificate certificate() {
    return signer.certificate();
  }

  /**
   * A new key, and a certificate for a server. Where this authority would end before it, another
   * one takes its place; what the former one signed stays valid for who trusts that.
   *
   * @param host how clients call the server: a name, or the address
   * @throws LabException when a new authority cannot be written
   */
  public synchronized ServerIdentity issue(String host, InetAddress address) throws LabException {
    Instant now = clock.instant();
    Instant end = now.plus(LIFE_OF_AN_IDENTITY);
    if (signer.certificate().getNotAfter().toInstant().isBefore(end)) {
      try {
        Signer next = make(now);
        write(file, next);
        signer = next;
      } catch (IOException e) {
        throw new LabException("the new certificate authority cannot be kept in " + file, e);
      }
    }
    try {
      KeyPair pair = keyPair();
      var extensions = new JcaX509ExtensionUtils();
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
                  signer.certificate(),
                  serial(),
                  Date.from(now.minus(BEFORE_NOW)),
                  Date.from(end),
                  new X500Name("CN=Fieldbench lab"),
                  pair.getPublic())
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
              .addExtension(
                  Extension.extendedKeyUsage,
                  false,
                  new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
              .addExtension(
                  Extension.authorityKeyIdentifier,
                  false,
                  extensions.createAuthorityKeyIdentifier(signer.certificate()))
              .addExtension(
                  Extension.subjectKeyIdentifier,
                  false,
                  extensions.createSubjectKeyIdentifier(pair.getPublic()))
              .addExtension(Extension.subjectAlternativeName, false, names(host, address));
      return new ServerIdentity(
          pair.getPrivate(), signed(builder, signer.key()), signer.certificate());
    } catch (CertIOException | GeneralSecurityException e) {
      throw new IllegalStateException("every JVM makes such certificates", e);
    }
  }

  private static GeneralNames names(String host, InetAddress address) {
    var names = new ArrayList<GeneralName>();
    names.add(new GeneralName(GeneralName.iPAddress, new DEROctetString(address.getAddress())));
    if (!isLiteral(host)) {
      names.add(new GeneralName(GeneralName.dNSName, host));
    }
    return new GeneralNames(names.toArray(GeneralName[]::new));
  }

  private static boolean isLiteral(String host) {
    try {
      InetAddress.ofLiteral(host);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Signer make(Instant now) {
    try {
      KeyPair pair = keyPair();
      // A name of its own: two authorities of one name confuse clients that know both.
      var name = new X500Name("CN=Fieldbench labs " + serial().toString(16).substring(0, 8));
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
                  name,
                  serial(),
                  Date.from(now.minus(BEFORE_NOW)),
                  Date.from(now.plus(LIFE)),
                  name,
                  pair.getPublic())
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
              .addExtension(
                  Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
              .addExtension(
                  Extension.subjectKeyIdentifier,
                  false,
                  new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
      return new Signer(pair.getPrivate(), signed(builder, pair.getPrivate()));
    } catch (CertIOException | GeneralSecurityException e) {
      throw new IllegalStateException("every JVM makes such certificates", e);
    }
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static KeyPair keyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
    return generator.generateKeyPair();
  }

  /** Positive, of 127 random bits, and never short. */
  private static BigInteger serial() {
    return new BigInteger(126, RANDOM).setBit(126);
  }

  private static Signer read(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD);
      if (store.getKey(ALIAS, PASSWORD) instanceof PrivateKey key
          && store.getCertificate(ALIAS) instanceof X509Certificate certificate) {
        return new Signer(key, certificate);
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new IOException("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
    throw new IOException(file + " holds no certificate authority");
  }

  private static void write(Path file, Signer signer) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(ALIAS, signer.key(), PASSWORD, new Certificate[] {signer.certificate()});
      store.store(bytes, PASSWORD);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM writes PKCS 12", e);
    }
    OwnerOnly.write(file, bytes.toByteArray());
  }
}
