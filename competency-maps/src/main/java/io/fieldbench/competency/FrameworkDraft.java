package io.fieldbench.competency;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** The content of a framework file that is well-formed YAML, with nothing else checked yet. */
record FrameworkDraft(FrameworkFile file, JsonNode root) {
  /** Characters of the longest file; the parser's own limit is a tenth of it. */
  private static final int LONGEST = 32 << 20;

  /**
   * Values, names and brackets of the largest file; a competency has about 30. It is held in memory
   * twice, with up to 70 bytes for each.
   */
  private static final int MOST = 3_000_000;

  private static final int DEEPEST = 100;

  // YAMLFactory.builder() would begin without the defaults that a new one has.
  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              new YAMLFactory()
                  .rebuild()
                  .loadSettings(LoadSettings.builder().setCodePointLimit(LONGEST).build())
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Empty, with the reason in {@code problems}, where the file is no single YAML document. */
  static Optional<FrameworkDraft> parse(FrameworkFile file, List<Problem> problems) {
    int before = problems.size();
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file.bytes())).toString();
    } catch (CharacterCodingException e) {
      problems.add(new Problem(file.name(), "", "is not UTF-8; save it as UTF-8"));
      return Optional.empty();
    }
    try (JsonParser parser = YAML.createParser(new WholeCharacters(text))) {
      if (!isSmallEnough(file, text, problems)) {
        return Optional.empty();
      }
      JsonNode root = YAML.readTree(parser);
      if (root == null || root.isMissingNode() || root.isNull()) {
        problems.add(new Problem(file.name(), "", "is empty; write a framework"));
      } else if (parser.nextToken() != null) {
        problems.add(
            new Problem(file.name(), "", "holds a second YAML document; write a file for each"));
      } else if (problems.size() == before) {
        return Optional.of(new FrameworkDraft(file, root));
      }
    } catch (JacksonException e) {
      problems.add(malformed(file, text, e));
    }
    return Optional.empty();
  }

  /**
   * The one document of another kind of file.
   *
   * @throws FrameworkException where it is none
   */
  static JsonNode root(String name, byte[] bytes) {
    List<Problem> problems = new ArrayList<>();
    Optional<FrameworkDraft> draft = parse(new FrameworkFile(name, bytes), problems);
    return draft
        .map(FrameworkDraft::root)
        .orElseThrow(
            () -> new FrameworkException(problems.stream().map(Problem::toString).toList()));
  }

  /**
   * Whether its tree fits in memory, found without making it. On the way aliases are refused:
   * Jackson reads {@code *name} as the text "name", and nobody means that.
   */
  private static boolean isSmallEnough(FrameworkFile file, String text, List<Problem> problems) {
    try (JsonParser parser = YAML.createParser(new WholeCharacters(text))) {
      for (int i = 0; parser.nextToken() != null; i++) {
        TokenStreamLocation at = parser.currentTokenLocation();
        if (i == MOST) {
          problems.add(
              new Problem(
                  file.name(),
                  "line " + at.getLineNr() + ", column " + at.getColumnNr(),
                  "holds more than %d values, names and brackets; no framework needs so many"
                      .formatted(MOST)));
          return false;
        }
        if (((YAMLParser) parser).isCurrentAlias()) {
          problems.add(
              new Problem(
                  file.name(),
                  "line " + at.getLineNr(),
                  "'*" + parser.getString() + "' is a YAML alias; write the value itself"));
        }
      }
      return true;
    }
  }

  private static Problem malformed(FrameworkFile file, String text, JacksonException e) {
    String what = e.getOriginalMessage();
    int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    // Jackson's own location is that of the last good token, which may stand lines before.
    if (e.getCause() instanceof MarkedYamlEngineException marked) {
      what = marked.getProblem();
      line = marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(line);
    } else if (e.getCause() instanceof ReaderException reader) {
      line = (int) text.codePoints().limit(reader.getPosition()).filter(c -> c == '\n').count() + 1;
    }
    if (e instanceof StreamConstraintsException) {
      return new Problem(
          file.name(),
          "line " + line,
          what.startsWith("Document nesting")
              ? "is nested deeper than " + DEEPEST
              : "has a text or name that is too long");
    }
    return new Problem(file.name(), "line " + line, "is no valid YAML: " + what);
  }

  String name() {
    return file.name();
  }
}
