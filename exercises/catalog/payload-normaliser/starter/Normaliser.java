import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
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

/** Prints raw records. Turning them into the plant's form is up to you. */
public class Normaliser implements MqttCallback {
  // Take these from your brief.
  static final String RAW = "";
  static final String CELL = "";

  /** What is to be published. */
  record Output(String topic, String json) {}

  private MqttAsyncClient client;

  /** Called for every record, one after the other; null where nothing is to be published. */
  Output normalise(String topic, String payload, Instant received) {
    System.err.println(topic + " " + payload);
    // What is to be done here? Json.object(payload) reads a JSON object.
    return null;
  }

  void fromStdin() throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Map<String, Object> record = Json.object(line);
      Output output =
          normalise(
              (String) record.get("topic"),
              (String) record.get("payload"),
              Instant.parse((String) record.get("received")));
      if (output != null) {
        out.println("{\"topic\":\"" + output.topic() + "\",\"payload\":" + output.json() + "}");
      }
    }
    out.flush();
  }

  void live() throws Exception {
    Properties lab = new Properties();
    try (var reader = Files.newBufferedReader(Path.of("lab.properties"))) {
      lab.load(reader);
    }
    String ca = lab.getProperty("ca");
    String broker =
        (ca == null ? "tcp" : "ssl") + "://" + lab.getProperty("host") + ":" + lab.getProperty("port");
    String id = "normaliser-" + UUID.randomUUID().toString().substring(0, 8);
    client = new MqttAsyncClient(broker, id, new MemoryPersistence());
    client.setCallback(this);
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
    if (RAW.isEmpty()) {
      System.err.println("Put the values of your brief into the constants first.");
      System.exit(1);
    }
    Normaliser normaliser = new Normaliser();
    if (List.of(args).contains("--stdin")) {
      normaliser.fromStdin();
    } else {
      normaliser.live();
    }
  }

  @Override
  public void connectComplete(boolean reconnect, String uri) {
    System.out.println("Connected to " + uri);
    try {
      client.subscribe(RAW + "+", 1);
    } catch (MqttException e) {
      System.out.println("Not subscribed: " + e.getMessage());
    }
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) throws MqttException {
    String payload = new String(message.getPayload(), StandardCharsets.UTF_8);
    Output output = normalise(topic, payload, Instant.now());
    if (output != null) {
      client.publish(output.topic(), output.json().getBytes(StandardCharsets.UTF_8), 1, false);
    }
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

  /** Reads JSON objects whose members are texts, numbers, true, false and null. */
  static final class Json {
    private final String text;
    private int at;

    private Json(String text) {
      this.text = text;
    }

    /** Numbers as BigDecimal; throws IllegalArgumentException where it is no such object. */
    static Map<String, Object> object(String text) {
      Json json = new Json(text);
      Map<String, Object> members = new LinkedHashMap<>();
      json.take("{");
      if (json.peek() != '}') {
        do {
          String name = json.string();
          json.take(":");
          members.put(name, json.value());
        } while (json.takeIf(','));
      }
      json.take("}");
      if (json.peek() != 0) {
        throw json.wrong();
      }
      return members;
    }

    private Object value() {
      switch (peek()) {
        case '"':
          return string();
        case 't':
          take("true");
          return true;
        case 'f':
          take("false");
          return false;
        case 'n':
          take("null");
          return null;
        default:
          int start = at;
          while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
          }
          String number = text.substring(start, at);
          if (!number.matches("-?(0|[1-9]\\d{0,30})(\\.\\d{1,30})?([eE][+-]?\\d{1,3})?")) {
            throw wrong();
          }
          return new BigDecimal(number);
      }
    }

    private String string() {
      take("\"");
      StringBuilder value = new StringBuilder();
      while (at < text.length() && text.charAt(at) != '"') {
        char c = text.charAt(at++);
        value.append(c == '\\' ? escaped() : c);
      }
      if (at++ >= text.length()) {
        throw wrong();
      }
      return value.toString();
    }

    private char escaped() {
      char c = at < text.length() ? text.charAt(at++) : 0;
      switch (c) {
        case 'n':
          return '\n';
        case 't':
          return '\t';
        case 'r':
          return '\r';
        case 'b':
          return '\b';
        case 'f':
          return '\f';
        case 'u':
          if (at + 4 > text.length()) {
            throw wrong();
          }
          at += 4;
          return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        default:
          if ("\"\\/".indexOf(c) < 0) {
            throw wrong();
          }
          return c;
      }
    }

    /** The next character that is no white space, 0 at the end. */
    private char peek() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      return at < text.length() ? text.charAt(at) : 0;
    }

    private void take(String wanted) {
      peek();
      if (!text.startsWith(wanted, at)) {
        throw wrong();
      }
      at += wanted.length();
    }

    private boolean takeIf(char wanted) {
      if (peek() != wanted) {
        return false;
      }
      at++;
      return true;
    }

    private IllegalArgumentException wrong() {
      return new IllegalArgumentException("no JSON object, at character " + at);
    }
  }
}
