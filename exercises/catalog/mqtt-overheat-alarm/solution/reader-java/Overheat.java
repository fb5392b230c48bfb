import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Overheat alarm with hysteresis. */
public class Overheat {

    static final String TEMPERATURE_TOPIC = "${temperatureTopic}";
    static final String ALARM_TOPIC = "${alarmTopic}";
    static final String HIGH = "${high}";
    static final String HYSTERESIS = "${hysteresis}"; // K, for information: CLEAR = HIGH - HYSTERESIS
    static final String CLEAR = "${clear}";

    static final long WAIT_MS = 10_000;

    static boolean raised = false;

    /** Alarm messages decided but not yet acknowledged by the broker, oldest first. */
    static final LinkedBlockingQueue<String> outbox = new LinkedBlockingQueue<>();

    /** The client of the present connection; what an older one still delivers is dropped. */
    static volatile MqttAsyncClient current;

    public static void main(String[] args) throws Exception {
        Map<String, String> lab = readProperties(Path.of("lab.properties"));
        String uri = "tcp://" + lab.get("host") + ":" + lab.get("port");
        String clientId = "oh" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        String[] pending = new String[1]; // taken from the outbox, not yet acknowledged
        while (true) {
            try {
                runConnection(uri, clientId, lab.get("user"), lab.get("password"), pending);
            } catch (Exception e) {
                log("link: " + e);
            }
            Thread.sleep(1000);
        }
    }

    /** Connects, subscribes and publishes from the outbox until the link breaks. */
    static void runConnection(String uri, String clientId, String user, String password, String[] pending)
            throws Exception {
        MqttAsyncClient client = new MqttAsyncClient(uri, clientId, new MemoryPersistence());
        current = client;
        try {
            client.setCallback(new Listener(client));
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setUserName(user);
            options.setPassword(password.getBytes(StandardCharsets.UTF_8));
            options.setCleanStart(true);
            options.setAutomaticReconnect(false); // done by the loop in main
            options.setKeepAliveInterval(10);
            options.setConnectionTimeout(10);
            client.connect(options).waitForCompletion(WAIT_MS);
            log("connected");
            IMqttToken subscribed = client.subscribe(TEMPERATURE_TOPIC, 1);
            subscribed.waitForCompletion(WAIT_MS);
            if (refused(subscribed)) {
                throw new IllegalStateException("subscription refused");
            }
            log("subscribed");
            while (client.isConnected()) {
                if (pending[0] == null) {
                    pending[0] = outbox.poll(200, TimeUnit.MILLISECONDS);
                }
                if (pending[0] != null) {
                    publish(client, pending[0]);
                    pending[0] = null;
                }
            }
            log("disconnected");
        } finally {
            current = null;
            try {
                client.disconnectForcibly(0, 500, false);
            } catch (Exception e) {
                // it was down already
            }
            try {
                client.close(true);
            } catch (Exception e) {
                // nothing left to close
            }
        }
    }

    static void publish(MqttAsyncClient client, String text) throws MqttException {
        MqttMessage message = new MqttMessage(text.getBytes(StandardCharsets.UTF_8));
        message.setQos(1);
        message.setRetained(true);
        IMqttToken token = client.publish(ALARM_TOPIC, message);
        token.waitForCompletion(WAIT_MS);
        if (refused(token)) {
            throw new IllegalStateException("alarm message refused");
        }
        log(text);
    }

    static boolean refused(IMqttToken token) {
        int[] codes = token.getReasonCodes();
        if (codes != null) {
            for (int code : codes) {
                if ((code & 0xFF) >= 0x80) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Rules 1 to 5. */
    static synchronized void judge(byte[] payload) throws Exception {
        String json = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
        if (!(new Json(json).document() instanceof Map<?, ?> reading) || !"GOOD".equals(reading.get("quality"))) {
            return;
        }
        if (!(reading.get("value") instanceof Num value) || !(reading.get("seq") instanceof Num seq)) {
            return;
        }
        if (!raised && value.number.compareTo(new BigDecimal(HIGH)) >= 0) {
            raised = true;
        } else if (raised && value.number.compareTo(new BigDecimal(CLEAR)) <= 0) {
            raised = false;
        } else {
            return;
        }
        outbox.add("{\"state\":\"" + (raised ? "RAISED" : "CLEARED") + "\",\"value\":" + value.text
                + ",\"seq\":" + seq.text + "}");
    }

    static class Listener implements MqttCallback {
        private final MqttAsyncClient client;

        Listener(MqttAsyncClient client) {
            this.client = client;
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            if (current != client) {
                return;
            }
            try {
                judge(message.getPayload());
            } catch (Exception | StackOverflowError e) {
                log("ignored a message: " + e);
            }
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            log("error: " + exception);
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
        }

        @Override
        public void connectComplete(boolean reconnect, String serverURI) {
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
        }
    }

    static Map<String, String> readProperties(Path file) throws Exception {
        Map<String, String> result = new HashMap<>();
        for (String raw : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            String line = raw.replace("\uFEFF", "").strip();
            int equals = line.indexOf('=');
            if (equals > 0 && line.charAt(0) != '#' && line.charAt(0) != '!') {
                result.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
            }
        }
        return result;
    }

    static void log(String text) {
        System.out.println(LocalTime.now().withNano(0) + " " + text);
    }

    /** A JSON number with its text as received, so that it is copied without rounding. */
    record Num(String text, BigDecimal number) {
    }

    /** A small JSON reader: Map, List, String, Num, Boolean or null. */
    static class Json {
        private final String s;
        private int i = 0;

        Json(String s) {
            this.s = s;
        }

        Object document() {
            Object result = value();
            if (peek() != 0) {
                throw error();
            }
            return result;
        }

        private IllegalArgumentException error() {
            return new IllegalArgumentException("not JSON at " + i);
        }

        /** The next character that is not white space, 0 at the end. */
        private char peek() {
            while (i < s.length() && " \t\r\n".indexOf(s.charAt(i)) >= 0) {
                i++;
            }
            return i < s.length() ? s.charAt(i) : 0;
        }

        private void expect(char c) {
            if (peek() != c) {
                throw error();
            }
            i++;
        }

        private Object value() {
            switch (peek()) {
                case '{':
                    return object();
                case '[':
                    return array();
                case '"':
                    return string();
                case 't':
                    return word("true", Boolean.TRUE);
                case 'f':
                    return word("false", Boolean.FALSE);
                case 'n':
                    return word("null", null);
                default:
                    return number();
            }
        }

        private Object word(String word, Object meaning) {
            if (!s.startsWith(word, i)) {
                throw error();
            }
            i += word.length();
            return meaning;
        }

        private Num number() {
            int start = i;
            while (i < s.length() && "+-.eE0123456789".indexOf(s.charAt(i)) >= 0) {
                i++;
            }
            String text = s.substring(start, i);
            if (!text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
                throw error();
            }
            return new Num(text, new BigDecimal(text));
        }

        private Map<String, Object> object() {
            Map<String, Object> result = new HashMap<>();
            expect('{');
            if (peek() == '}') {
                i++;
                return result;
            }
            while (true) {
                peek();
                String name = string();
                expect(':');
                result.put(name, value());
                if (peek() == '}') {
                    i++;
                    return result;
                }
                expect(',');
            }
        }

        private List<Object> array() {
            List<Object> result = new ArrayList<>();
            expect('[');
            if (peek() == ']') {
                i++;
                return result;
            }
            while (true) {
                result.add(value());
                if (peek() == ']') {
                    i++;
                    return result;
                }
                expect(',');
            }
        }

        private String string() {
            expect('"');
            StringBuilder b = new StringBuilder();
            while (i < s.length()) {
                char c = s.charAt(i++);
                if (c == '"') {
                    return b.toString();
                }
                if (c < ' ') {
                    throw error();
                }
                if (c != '\\') {
                    b.append(c);
                    continue;
                }
                if (i >= s.length()) {
                    throw error();
                }
                char e = s.charAt(i++);
                int known = "\"\\/bfnrt".indexOf(e);
                if (known >= 0) {
                    b.append("\"\\/\b\f\n\r\t".charAt(known));
                } else if (e == 'u' && i + 4 <= s.length()) {
                    b.append((char) Integer.parseInt(s.substring(i, i + 4), 16));
                    i += 4;
                } else {
                    throw error();
                }
            }
            throw error();
        }
    }
}
