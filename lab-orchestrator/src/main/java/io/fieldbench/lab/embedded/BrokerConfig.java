package io.fieldbench.lab.embedded;

import com.hivemq.configuration.service.InternalConfigurations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a broker is told before it starts. */
final class BrokerConfig {
  private BrokerConfig() {}

  private static final String KEYS = "keys.p12";

  /** The file's mode protects it. */
  private static final String PASSWORD = "fieldbench";

  /** Writes the broker's files; nothing in them comes from a trainee or an exercise. */
  static void write(Path folder, Doors doors, int port) throws IOException {
    var guarded = "";
    if (doors.guarded().isPresent()) {
      var door = doors.guarded().get();
      Path keys = folder.resolve(KEYS);
      door.identity().writeKeyStore(keys, PASSWORD);
      guarded = guarded(door.outside().bind().getHostAddress(), port, keys);
    }
    Files.writeString(
        folder.resolve("config.xml"),
        """
        <?xml version="1.0"?>
        <hivemq>
          <listeners>
            <tcp-listener><port>%d</port><bind-address>%s</bind-address></tcp-listener>%s
          </listeners>
          <persistence><mode>in-memory</mode></persistence>
          <mqtt>
            <receive-maximum><server-receive-maximum>%d</server-receive-maximum></receive-maximum>
            <packets><max-packet-size>%d</max-packet-size></packets>
            <session-expiry><max-interval>%d</max-interval></session-expiry>
            <queued-messages>
              <max-queue-size>%d</max-queue-size><strategy>discard</strategy>
            </queued-messages>
          </mqtt>
          <restrictions>
            <max-connections>%d</max-connections>
            <max-client-id-length>%d</max-client-id-length>
            <max-topic-length>%d</max-topic-length>
            <no-connect-idle-timeout>5000</no-connect-idle-timeout>
          </restrictions>
          <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
        </hivemq>
        """
            .formatted(
                port,
                doors.address().plain().getHostAddress(),
                guarded,
                Bounds.UNACKNOWLEDGED,
                Bounds.PACKET_BYTES,
                Bounds.SESSION_EXPIRY_SECONDS,
                Bounds.QUEUED,
                Bounds.CONNECTIONS,
                Bounds.CLIENT_ID_LENGTH,
                Bounds.TOPIC_LENGTH));
  }

  private static String guarded(String address, int port, Path keys) {
    return """

    <tls-tcp-listener>
      <port>%d</port><bind-address>%s</bind-address>
      <tls>
        <protocols><protocol>TLSv1.3</protocol><protocol>TLSv1.2</protocol></protocols>
        <keystore>
          <path>%s</path><password>%s</password>
          <private-key-password>%4$s</private-key-password>
        </keystore>
        <client-authentication-mode>NONE</client-authentication-mode>
      </tls>
    </tls-tcp-listener>\
    """
        .formatted(port, address, xml(keys.toString()), PASSWORD);
  }

  private static String xml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  /** Sets what all brokers of the JVM share and what has no place in the file. */
  static void applyShared() {
    // Building an embedded broker opens this door: who has no authenticator lets everybody in.
    InternalConfigurations.AUTH_DENY_UNAUTHENTICATED_CONNECTIONS.set(true);
    InternalConfigurations.JMX_REPORTER_ENABLED.set(false);
    // Of what is in memory alone, nothing has to be written at the end.
    InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(200);
    // QoS 0 messages that wait for slow readers: a 64th of the heap a broker, not a fourth.
    InternalConfigurations.QOS_0_MEMORY_HARD_LIMIT_DIVISOR.set(64);
    InternalConfigurations.QOS_0_MEMORY_LIMIT_PER_CLIENT_BYTES.set(1024 * 1024);
  }
}
