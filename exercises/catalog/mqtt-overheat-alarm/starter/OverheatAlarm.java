import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Prints the readings of the motor. Making it raise and clear the alarm is up to you. */
public class OverheatAlarm implements MqttCallback {
  // Take these from your brief.
  static final String READINGS = "";
  static final String ALARM = "";
  static final double HIGH = 0;
  static final double HYSTERESIS = 0;

  private final MqttAsyncClient client;

  OverheatAlarm(MqttAsyncClient client) {
    this.client = client;
  }

  /** Called for every reading, one after the other. */
  void onReading(String json) throws MqttException {
    System.out.println(field(json, "seq") + ": " + field(json, "value") + " " + field(json, "quality"));
    // What is to be done here?
  }

  /** Sends a message without waiting for the broker's answer. */
  void publish(String topic, String json) throws MqttException {
    MqttMessage message = new MqttMessage(json.getBytes(StandardCharsets.UTF_8));
    client.publish(topic, message);
  }

  /** The value of a field of a flat JSON object, as it is written there. */
  static String field(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}]+)").matcher(json);
    return matcher.find() ? matcher.group(1).trim() : "";
  }

  /** For a broker under TLS: trusts the authority in a file, and no other. */
  static SocketFactory trusting(String file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (var in = Files.newInputStream(Path.of(file))) {
      var factory = CertificateFactory.getInstance("X.509");
      store.setCertificateEntry("ca", factory.generateCertificate(in));
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  public static void main(String[] args) throws Exception {
    if (READINGS.isEmpty()) {
      System.out.println("Put the values of your brief into the constants first.");
      return;
    }
    Properties lab = new Properties();
    try (var reader = Files.newBufferedReader(Path.of("lab.properties"))) {
      lab.load(reader);
    }
    String ca = lab.getProperty("ca");
    String broker =
        (ca == null ? "tcp" : "ssl") + "://" + lab.getProperty("host") + ":" + lab.getProperty("port");
    String id = "alarm-" + UUID.randomUUID().toString().substring(0, 8);
    MqttAsyncClient client = new MqttAsyncClient(broker, id, new MemoryPersistence());
    client.setCallback(new OverheatAlarm(client));
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(lab.getProperty("user"));
    options.setPassword(lab.getProperty("password").getBytes(StandardCharsets.UTF_8));
    if (ca != null) {
      options.setSocketFactory(trusting(ca));
    }
    options.setAutomaticReconnect(true);
    options.setAutomaticReconnectDelay(1, 5);
    options.setMaxReconnectDelay(5000);
    while (!client.isConnected()) {
      try {
        client.connect(options).waitForCompletion(10_000);
      } catch (MqttException e) {
        System.out.println("No connection to " + broker + " yet: " + e.getMessage());
        Thread.sleep(1000);
      }
    }
    Thread.currentThread().join();
  }

  @Override
  public void connectComplete(boolean reconnect, String uri) {
    System.out.println("Connected to " + uri);
    try {
      client.subscribe(READINGS, 1);
    } catch (MqttException e) {
      System.out.println("Not subscribed: " + e.getMessage());
    }
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) throws MqttException {
    onReading(new String(message.getPayload(), StandardCharsets.UTF_8));
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    System.out.println("Connection lost, trying again");
  }

  @Override
  public void mqttErrorOccurred(MqttException e) {
    System.out.println("MQTT: " + e.getMessage());
  }

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void authPacketArrived(int reason, MqttProperties properties) {}
}
