package io.fieldbench.assessment;

import io.fieldbench.assessment.Observation.AccessTried;
import io.fieldbench.assessment.Observation.FileSeen;
import io.fieldbench.assessment.Observation.Judged;
import io.fieldbench.assessment.Observation.KitCommanded;
import io.fieldbench.assessment.Observation.MessageSeen;
import io.fieldbench.assessment.Observation.ObserverJoined;
import io.fieldbench.assessment.Observation.ObserverLeft;
import io.fieldbench.assessment.Observation.PhaseBegan;
import io.fieldbench.assessment.Observation.PhaseEnded;
import io.fieldbench.assessment.Observation.ProgramRan;
import io.fieldbench.assessment.Observation.Published;
import io.fieldbench.assessment.Observation.RecordingStopped;
import io.fieldbench.assessment.Observation.WorkspaceCopied;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Evidence as JSON, format 1: {@code {"format":1, "exercise":…, "definition":…, "values":{…},
 * "startedAt":…, "finishedAt":…, "observations":[{"number":1, "at":…, "kind":"phase-began", …}]}}.
 * A payload is {@code text} when it is UTF-8 without control characters, else {@code base64}.
 */
final class EvidenceJson {
  static final int FORMAT = 1;
  static final int CHARACTERS = 64 << 20;
  static final int OBSERVATIONS = 50_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private EvidenceJson() {}

  static String write(Evidence evidence) {
    var root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("exercise", evidence.exercise());
    root.put("definition", evidence.definition());
    var values = root.putObject("values");
    new TreeMap<>(evidence.values()).forEach(values::put);
    root.put("startedAt", evidence.startedAt().toString());
    root.put("finishedAt", evidence.finishedAt().toString());
    var list = root.putArray("observations");
    evidence.observations().forEach(observation -> write(observation, list.addObject()));
    return JSON.writeValueAsString(root);
  }

  private static void write(Observation observation, ObjectNode node) {
    node.put("number", observation.number());
    node.put("at", observation.at().toString());
    switch (observation) {
      case PhaseBegan o -> node.put("kind", "phase-began").put("phase", o.phase());
      case PhaseEnded o -> node.put("kind", "phase-ended").put("phase", o.phase());
      case KitCommanded o -> {
        node.put("kind", "kit-commanded").put("name", o.name()).put("value", o.value());
        node.put("accepted", o.accepted()).put("reason", o.reason());
      }
      case MessageSeen o -> {
        node.put("kind", "message").put("observer", o.observer()).put("topic", o.topic());
        node.put("qos", o.qos()).put("retained", o.retained());
        String text = plain(o.payload());
        node.put(
            text == null ? "base64" : "text",
            text == null ? Base64.getEncoder().encodeToString(o.payload()) : text);
      }
      case ObserverJoined o ->
          node.put("kind", "observer-joined").put("observer", o.observer()).put("topic", o.topic());
      case ObserverLeft o -> node.put("kind", "observer-left").put("observer", o.observer());
      case AccessTried o -> {
        node.put("kind", "access-tried").put("id", o.id()).put("client", o.client());
        node.put("action", o.action()).put("topic", o.topic());
        node.put("allowed", o.allowed()).put("reason", o.reason());
      }
      case Published o -> {
        node.put("kind", "published").put("topic", o.topic()).put("qos", o.qos());
        node.put("retained", o.retained()).put("bytes", o.bytes()).put("sha256", o.sha256());
      }
      case WorkspaceCopied o -> {
        node.put("kind", "workspace-copied").put("files", o.files()).put("bytes", o.bytes());
        node.put("sha256", o.sha256()).put("millis", o.millis());
      }
      case FileSeen o -> {
        node.put("kind", "file").put("path", o.path()).put("bytes", o.bytes());
        node.put("sha256", o.sha256()).put("text", o.text());
      }
      case ProgramRan o -> RunJson.write(o, node.put("kind", "program-ran"));
      case Judged o -> RunJson.write(o, node.put("kind", "judged"));
      case RecordingStopped o ->
          node.put("kind", "recording-stopped")
              .put("messages", o.messages())
              .put("bytes", o.bytes());
    }
  }

  static Evidence read(String json) {
    if (json.length() > CHARACTERS) {
      throw new IllegalArgumentException("no evidence: longer than " + CHARACTERS + " characters");
    }
    Fields root;
    try {
      root = new Fields(JSON.readTree(json), "");
    } catch (JacksonException e) {
      throw new IllegalArgumentException("no evidence: not JSON: " + e.getOriginalMessage(), e);
    }
    if (root.integer("format") != FORMAT) {
      throw new IllegalArgumentException(
          "no evidence: /format is " + root.integer("format") + ", known is " + FORMAT);
    }
    var observations = new ArrayList<Observation>();
    for (Fields item : root.items("observations", OBSERVATIONS)) {
      observations.add(observation(item));
    }
    return new Evidence(
        root.text("exercise"),
        root.text("definition"),
        root.texts("values"),
        root.instant("startedAt"),
        root.instant("finishedAt"),
        observations);
  }

  private static Observation observation(Fields o) {
    int number = o.integer("number");
    var at = o.instant("at");
    return switch (o.text("kind")) {
      case "phase-began" -> new PhaseBegan(number, at, o.text("phase"));
      case "phase-ended" -> new PhaseEnded(number, at, o.text("phase"));
      case "kit-commanded" ->
          new KitCommanded(
              number,
              at,
              o.text("name"),
              o.text("value"),
              o.flag("accepted"),
              o.textOrNull("reason"));
      case "message" ->
          new MessageSeen(
              number,
              at,
              o.text("observer"),
              o.text("topic"),
              o.integer("qos"),
              o.flag("retained"),
              o.payload());
      case "observer-joined" -> new ObserverJoined(number, at, o.text("observer"), o.text("topic"));
      case "observer-left" -> new ObserverLeft(number, at, o.text("observer"));
      case "access-tried" ->
          new AccessTried(
              number,
              at,
              o.text("id"),
              o.text("client"),
              o.text("action"),
              o.text("topic"),
              o.flag("allowed"),
              o.text("reason"));
      case "published" ->
          new Published(
              number,
              at,
              o.text("topic"),
              o.integer("qos"),
              o.flag("retained"),
              o.integer("bytes"),
              o.text("sha256"));
      case "workspace-copied" ->
          new WorkspaceCopied(
              number,
              at,
              o.integer("files"),
              o.integer("bytes"),
              o.text("sha256"),
              o.integer("millis"));
      case "file" ->
          new FileSeen(
              number,
              at,
              o.text("path"),
              o.integer("bytes"),
              o.text("sha256"),
              o.textOrNull("text"));
      case "program-ran" -> RunJson.programRan(number, at, o);
      case "judged" -> RunJson.judged(number, at, o);
      case "recording-stopped" ->
          new RecordingStopped(number, at, o.integer("messages"), o.integer("bytes"));
      default -> throw o.wrong("kind", "is '" + PlainText.of(o.text("kind"), 40) + "'");
    };
  }

  private static @Nullable String plain(byte[] payload) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
      return text.chars().anyMatch(Character::isISOControl) ? null : text;
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
