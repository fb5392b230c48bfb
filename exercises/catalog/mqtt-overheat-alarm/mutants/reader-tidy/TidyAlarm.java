import java.io.FileReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
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

/** Overheat alarm; tidies the retained alarm away when it is over. */
public class TidyAlarm implements MqttCallback {

    static final String TEMPERATURE_TOPIC = "${temperatureTopic}";
    static final String ALARM_TOPIC = "${alarmTopic}";
    static final BigDecimal HIGH = new BigDecimal("${high}");
    static final BigDecimal HYSTERESIS = new BigDecimal("${hysteresis}");
    static final BigDecimal CLEAR = new BigDecimal("${clear}");

    static final Pattern VALUE = Pattern.compile("\"value\"\\s*:\\s*(-?[0-9][0-9.eE+-]*)");
    static final Pattern QUALITY = Pattern.compile("\"quality\"\\s*:\\s*\"([A-Z]+)\"");
    static final Pattern SEQ = Pattern.compile("\"seq\"\\s*:\\s*(-?[0-9]+)");

    private final MqttAsyncClient client;
    private boolean raised = false;

    TidyAlarm(MqttAsyncClient client) {
        this.client = client;
    }

    public static void main(String[] args) throws Exception {
        Properties p = new Properties();
        try (FileReader r = new FileReader("lab.properties", StandardCharsets.UTF_8)) {
            p.load(r);
        }
        String uri = "tcp://" + p.getProperty("host").trim() + ":" + p.getProperty("port").trim();
        MqttAsyncClient client = new MqttAsyncClient(uri, "alarm-" + UUID.randomUUID(), new MemoryPersistence());
        client.setCallback(new TidyAlarm(client));
        MqttConnectionOptions o = new MqttConnectionOptions();
        o.setUserName(p.getProperty("user").trim());
        o.setPassword(p.getProperty("password").trim().getBytes(StandardCharsets.UTF_8));
        o.setAutomaticReconnect(true);
        o.setAutomaticReconnectDelay(1, 5);
        o.setKeepAliveInterval(15);
        o.setCleanStart(true);
        while (true) {
            try {
                client.connect(o).waitForCompletion(10000);
                break;
            } catch (MqttException e) {
                System.out.println("cannot connect: " + e);
                Thread.sleep(2000);
            }
        }
        while (true) {
            Thread.sleep(60000);
        }
    }

    @Override
    public void connectComplete(boolean reconnect, String serverURI) {
        try {
            client.subscribe(TEMPERATURE_TOPIC, 1);
            System.out.println("subscribed");
        } catch (MqttException e) {
            System.out.println("cannot subscribe: " + e);
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        try {
            String json = new String(message.getPayload(), StandardCharsets.UTF_8);
            Matcher v = VALUE.matcher(json);
            Matcher q = QUALITY.matcher(json);
            Matcher s = SEQ.matcher(json);
            if (v.find() && q.find() && s.find() && q.group(1).equals("GOOD")) {
                good(new BigDecimal(v.group(1)), v.group(1), s.group(1));
            }
        } catch (Exception e) {
            System.out.println("skipped: " + e);
        }
    }

    /** WRONG: CLEARED is not retained; instead the retained RAISED is deleted ("nothing retained means no alarm"). */
    private void good(BigDecimal value, String valueText, String seq) throws MqttException {
        if (!raised && value.compareTo(HIGH) >= 0) {
            raised = true;
            send("RAISED", valueText, seq, true);
        } else if (raised && value.compareTo(CLEAR) <= 0) {
            raised = false;
            send("CLEARED", valueText, seq, false);
            client.publish(ALARM_TOPIC, new byte[0], 1, true);
        }
    }

    private void send(String state, String value, String seq, boolean retain) throws MqttException {
        String json = "{\"state\":\"" + state + "\",\"value\":" + value + ",\"seq\":" + seq + "}";
        client.publish(ALARM_TOPIC, json.getBytes(StandardCharsets.UTF_8), 1, retain);
        System.out.println(json);
    }

    @Override
    public void disconnected(MqttDisconnectResponse r) {
        System.out.println("disconnected: " + r);
    }

    @Override
    public void mqttErrorOccurred(MqttException e) {
        System.out.println("error: " + e);
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
    }
}
