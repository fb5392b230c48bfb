package io.fieldbench.lab;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Asks a broker by MQTT 3.1.1 whether it lets somebody in; for runtimes. */
public final class BrokerProbe {
  /** Client name of the broker's own account for this; it may neither publish nor subscribe. */
  public static final String CLIENT = "fieldbench-probe";

  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int CONNACK = 0x20;
  private static final int CLEAN_SESSION_WITH_CREDENTIALS = 0xC2;
  private static final byte[] DISCONNECT = {(byte) 0xE0, 0};

  private BrokerProbe() {}

  /**
   * Whether the broker accepted a CONNECT.
   *
   * @throws IOException when it did not answer in 5 s
   */
  public static boolean accepts(InetSocketAddress broker, Credentials credentials)
      throws IOException {
    try (var socket = new Socket()) {
      socket.connect(broker, TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      return accepts(socket, credentials);
    }
  }

  /**
   * The same under TLS.
   *
   * @param host that its certificate has to name
   * @param authority that has to have signed it
   * @throws IOException when it is another server, too
   */
  public static boolean accepts(
      InetSocketAddress broker, String host, X509Certificate authority, Credentials credentials)
      throws IOException {
    try (var plain = new Socket()) {
      plain.connect(broker, TIMEOUT_MILLIS);
      plain.setSoTimeout(TIMEOUT_MILLIS);
      var factory = trusting(authority).getSocketFactory();
      try (var socket = (SSLSocket) factory.createSocket(plain, host, broker.getPort(), true)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return accepts(socket, credentials);
      }
    }
  }

  private static SSLContext trusting(X509Certificate authority) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("authority", authority);
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has TLS", e);
    }
  }

  private static boolean accepts(Socket socket, Credentials credentials) throws IOException {
    socket.getOutputStream().write(connect(credentials));
    var in = new DataInputStream(socket.getInputStream());
    if (in.readUnsignedByte() != CONNACK) {
      throw new IOException("the answer to CONNECT is no CONNACK");
    }
    in.readUnsignedShort();
    boolean accepted = in.readUnsignedByte() == 0;
    if (accepted) {
      socket.getOutputStream().write(DISCONNECT);
    }
    return accepted;
  }

  private static byte[] connect(Credentials credentials) throws IOException {
    var body = new ByteArrayOutputStream();
    var out = new DataOutputStream(body);
    text(out, "MQTT");
    out.writeByte(4);
    out.writeByte(CLEAN_SESSION_WITH_CREDENTIALS);
    out.writeShort(10);
    text(out, CLIENT + "-" + UUID.randomUUID());
    text(out, credentials.username());
    text(out, credentials.password());
    var packet = new ByteArrayOutputStream();
    packet.write(0x10);
    length(packet, body.size());
    body.writeTo(packet);
    return packet.toByteArray();
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  /** Seven bits a byte, the lowest first (MQTT 3.1.1, section 2.2.3). */
  private static void length(ByteArrayOutputStream packet, int length) {
    int rest = length;
    do {
      packet.write(rest < 128 ? rest : rest & 127 | 128);
      rest >>= 7;
    } while (rest > 0);
  }
}
