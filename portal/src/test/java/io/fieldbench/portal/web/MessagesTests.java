package io.fieldbench.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Over all files in messages/: whatever a page can say, it can say in both languages. */
class MessagesTests {
  private static final Path FOLDER = Path.of("src/main/resources/messages");

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("(_zh)?\\.properties$", ""))
          .distinct()
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void bothLanguagesHaveTheSameKeysAndPlaceholders(String name) throws IOException {
    Properties english = load(name + ".properties");
    Properties chinese = load(name + "_zh.properties");
    assertThat(new TreeSet<>(chinese.stringPropertyNames()))
        .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
    for (String key : english.stringPropertyNames()) {
      assertThat(english.getProperty(key)).as(key).isNotBlank();
      assertThat(chinese.getProperty(key)).as(key).isNotBlank();
      assertThat(placeholders(chinese.getProperty(key)))
          .as(key)
          .isEqualTo(placeholders(english.getProperty(key)));
    }
  }

  /** Of two entries of one key only one would ever be seen. */
  @Test
  void noKeyStandsTwice() throws IOException {
    Map<String, String> seen = new HashMap<>();
    for (String name : names()) {
      for (String line : Files.readAllLines(FOLDER.resolve(name + ".properties"))) {
        if (line.isBlank() || line.startsWith("#") || !line.contains("=")) {
          continue;
        }
        String key = line.substring(0, line.indexOf('=')).strip();
        assertThat(seen.put(key, name)).as(key).isNull();
      }
    }
  }

  @Test
  void everyFileIsConfigured() throws IOException {
    String configuration = Files.readString(Path.of("src/main/resources/application.yaml"));
    assertThat(names())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(configuration).contains("messages/" + name));
  }

  private static TreeSet<String> placeholders(String text) {
    var found = new TreeSet<String>();
    java.util.regex.Pattern.compile("\\{(\\d+)")
        .matcher(text)
        .results()
        .forEach(match -> found.add(match.group(1)));
    if (!found.isEmpty()) {
      // An apostrophe would swallow what follows it.
      // Figures, since a choice takes nothing else.
      String filled = new MessageFormat(text).format(new Object[] {1, 2, 3, 4, 5, 6});
      assertThat(filled).doesNotContain("{");
    }
    return found;
  }

  private static Properties load(String file) throws IOException {
    var properties = new Properties();
    properties.load(new StringReader(Files.readString(FOLDER.resolve(file))));
    return properties;
  }
}
