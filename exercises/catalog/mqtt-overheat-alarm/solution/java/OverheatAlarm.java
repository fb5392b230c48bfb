import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Raises and clears the overheat alarm of a motor, with hysteresis. */
public class OverheatAlarm implements MqttCallback {
  static final String READINGS = "${temperatureTopic}";
  static final String ALARM = "${alarmTopic}";
  static final double HIGH = ${high};
  static final double HYSTERESIS = ${hysteresis};

  private final MqttAsyncClient client;
  private boolean raised;

  OverheatAlarm(MqttAsyncClient client) {
    this.client = client;
  }

  /** Called for every reading, one after the other. */
  void onReading(String json) throws MqttException {
    if (!field(json, "quality").equals("GOOD")) {
      return;
    }
    double value = Double.parseDouble(field(json, "value"));
    boolean before = raised;
    if (value >= HIGH) {
      raised = true;
    } else if (value <= HIGH - HYSTERESIS) {
      raised = false;
    }
    if (raised != before) {
      publish(raised ? "RAISED" : "CLEARED", json);
    }
  }

  /** Sends the alarm's new state without waiting for the broker's answer. */
  void publish(String state, String cause) throws MqttException {
    String json =
        "{\"state\":\"%s\",\"value\":%s,\"seq\":%s}"
            .formatted(state, field(cause, "value"), field(cause, "seq"));
    MqttMessage message = new MqttMessage(json.getBytes(StandardCharsets.UTF_8));
    message.setQos(1);
    message.setRetained(true);
    client.publish(ALARM, message);
  }

  /** The value of a field of a flat JSON object, as it is written there. */
  static String field(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}]+)").matcher(json);
    return matcher.find() ? matcher.group(1).trim() : "";
  }

  public static void main(String[] args) throws Exception {
    Properties lab = new Properties();
    try (var reader = Files.newBufferedReader(Path.of("lab.properties"))) {
      lab.load(reader);
    }
    String broker = "tcp://" + lab.getProperty("host") + ":" + lab.getProperty("port");
    String id = "alarm-" + UUID.randomUUID().toString().substring(0, 8);
    MqttAsyncClient client = new MqttAsyncClient(broker, id, new MemoryPersistence());
    client.setCallback(new OverheatAlarm(client));
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(lab.getProperty("user"));
    options.setPassword(lab.getProperty("password").getBytes(StandardCharsets.UTF_8));
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
