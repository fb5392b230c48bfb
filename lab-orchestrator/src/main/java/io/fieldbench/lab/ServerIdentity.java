package io.fieldbench.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** What a lab shows to who comes in under TLS, and the authority by which it is known. */
public record ServerIdentity(
    PrivateKey key, X509Certificate certificate, X509Certificate authority) {
  /** Certificate and private key (PKCS 8) as PEM. */
  public String pem() {
    return pem(certificate) + block("PRIVATE KEY", key.getEncoded());
  }

  /** A certificate as PEM. */
  public static String pem(X509Certificate certificate) {
    try {
      return block("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  /** Writes a PKCS 12 file that its owner alone can read. */
  public void writeKeyStore(Path file, String password) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "lab", key, password.toCharArray(), new Certificate[] {certificate, authority});
      store.store(bytes, password.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM writes PKCS 12", e);
    }
    OwnerOnly.write(file, bytes.toByteArray());
  }

  private static String block(String what, byte[] content) {
    var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
        .formatted(what, lines.encodeToString(content))
        .replace("\r", "");
  }

  /** Leaves the key out, so that it does not reach a log. */
  @Override
  public String toString() {
    return "ServerIdentity[certificate=" + certificate.getSerialNumber().toString(16) + "]";
  }
}
