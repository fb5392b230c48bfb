import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Turns what the cell's devices publish into the plant's form. */
public class Normaliser implements MqttCallback {
  static final String RAW = "raw/${cell}/";
  static final String CELL = "${site}/${area}/${line}/${cell}/";
  static final String VALUE = "${aValue}";
  static final String TIME = "${aTime}";
  static final String SEQ = "${aSeq}";
  static final String GOOD_WORD = "${goodWord}";
  static final String DOUBT_WORD = "${doubtWord}";
  static final ZoneOffset OFFSET = ZoneOffset.of("${offset}");
  static final String BYTE_ORDER = "${byteOrder}";
  static final int ZERO = ${zero};

  static final List<String> QUALITIES = List.of("GOOD", "UNCERTAIN", "BAD");
  static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss");
  static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** What becomes of a device's records. */
  record Tag(String name, String unit, int low, int high) {}

  static final Map<String, Tag> TAGS =
      Map.of(
          "a", new Tag("coolant-temperature", "Cel", -20, 120),
          "b", new Tag("line-pressure", "kPa", 0, 1000),
          "c", new Tag("spindle-power", "W", -5000, 5000),
          "kit", new Tag("motor-temperature", "Cel", -40, 150));

  /** What a device said, converted and rounded; time is null where it said none. */
  record Reading(BigDecimal value, String quality, Instant time, long seq) {}

  /** What is to be published. */
  record Output(String topic, String json) {}

  private final Map<String, Long> last = new HashMap<>();
  private MqttAsyncClient client;

  /** Null where nothing is to be published. */
  Output normalise(String topic, String payload, Instant received) {
    String device = topic.startsWith(RAW) ? topic.substring(RAW.length()) : "";
    Tag tag = TAGS.get(device);
    if (tag == null) {
      return null;
    }
    Reading reading;
    try {
      reading = read(device, payload);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      return null;
    }
    if (Long.valueOf(reading.seq()).equals(last.put(device, reading.seq()))) {
      return null;
    }
    String quality = reading.quality();
    if (reading.value().compareTo(BigDecimal.valueOf(tag.low())) < 0
        || reading.value().compareTo(BigDecimal.valueOf(tag.high())) > 0) {
      quality = "BAD";
    }
    Instant time = reading.time();
    if (time == null) {
      time = received;
      quality = quality.equals("GOOD") ? "UNCERTAIN" : quality;
    }
    return new Output(
        CELL + tag.name(),
        "{\"value\":%s,\"unit\":\"%s\",\"quality\":\"%s\",\"ts\":\"%s\",\"seq\":%d}"
            .formatted(
                reading.value().toPlainString(),
                tag.unit(),
                quality,
                UTC.format(time),
                reading.seq()));
  }

  static Reading read(String device, String payload) {
    return switch (device) {
      case "a" -> readA(Json.object(payload));
      case "b" -> readB(payload.split(";", -1));
      case "c" -> readC(payload);
      default -> readKit(Json.object(payload));
    };
  }

  static Reading readA(Map<String, Object> members) {
    Object seconds = members.get(TIME);
    Instant time =
        seconds == null
            ? null
            : Instant.ofEpochMilli(number(seconds).movePointRight(3).longValueExact());
    BigDecimal celsius =
        number(members.get(VALUE))
            .subtract(BigDecimal.valueOf(32))
            .multiply(BigDecimal.valueOf(5))
            .divide(BigDecimal.valueOf(9), 2, RoundingMode.HALF_UP);
    return new Reading(celsius, "GOOD", time, whole(members.get(SEQ)));
  }

  static Reading readB(String[] fields) {
    if (fields.length != 4 || !fields[0].matches("\\d+")) {
      throw new IllegalArgumentException("not four fields");
    }
    String pressure = fields[1].replace(".", "").replace(",", ".");
    if (!pressure.matches("-?\\d+(\\.\\d+)?")) {
      throw new IllegalArgumentException("no pressure");
    }
    Instant time =
        fields[3].isEmpty() ? null : LocalDateTime.parse(fields[3], LOCAL).toInstant(OFFSET);
    String quality =
        fields[2].equals(GOOD_WORD) ? "GOOD" : fields[2].equals(DOUBT_WORD) ? "UNCERTAIN" : "BAD";
    return new Reading(
        new BigDecimal(pressure).movePointLeft(1).setScale(2, RoundingMode.HALF_UP),
        quality,
        time,
        Long.parseLong(fields[0]));
  }

  static Reading readC(String payload) {
    if (!payload.matches("[0-9A-Fa-f]{24}")) {
      throw new IllegalArgumentException("not 24 digits");
    }
    int status = Integer.parseInt(payload.substring(0, 4), 16);
    long seconds = Long.parseLong(payload.substring(8, 16), 16);
    int counts = 0;
    for (char letter : "ABCD".toCharArray()) {
      int at = 16 + 2 * BYTE_ORDER.indexOf(letter);
      counts = counts << 8 | Integer.parseInt(payload.substring(at, at + 2), 16);
    }
    return new Reading(
        BigDecimal.valueOf(5L * ((long) counts - ZERO), 3).setScale(2, RoundingMode.HALF_UP),
        status == 0 ? "GOOD" : status == 1 ? "UNCERTAIN" : "BAD",
        seconds == 0 ? null : Instant.ofEpochSecond(seconds),
        Integer.parseInt(payload.substring(4, 8), 16));
  }

  static Reading readKit(Map<String, Object> members) {
    String quality = String.valueOf(members.get("quality"));
    if (!QUALITIES.contains(quality)) {
      throw new IllegalArgumentException("no quality");
    }
    return new Reading(
        number(members.get("value")).setScale(2, RoundingMode.HALF_UP),
        quality,
        Instant.parse(String.valueOf(members.get("time"))),
        whole(members.get("seq")));
  }

  static BigDecimal number(Object value) {
    if (value instanceof BigDecimal number) {
      return number;
    }
    throw new IllegalArgumentException("no number");
  }

  static long whole(Object value) {
    return number(value).longValueExact();
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
    String broker = "tcp://" + lab.getProperty("host") + ":" + lab.getProperty("port");
    String id = "normaliser-" + UUID.randomUUID().toString().substring(0, 8);
    client = new MqttAsyncClient(broker, id, new MemoryPersistence());
    client.setCallback(this);
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

  public static void main(String[] args) throws Exception {
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
