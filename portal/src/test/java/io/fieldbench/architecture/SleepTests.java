package io.fieldbench.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests wait for what should happen, never for a time. */
class SleepTests {
  private static final Predicate<String> SLEEPS =
      Pattern.compile("\\b(Thread|TimeUnit\\s*\\.\\s*\\w+|[A-Z]+SECONDS)\\s*\\.\\s*sleep\\s*\\(")
          .asPredicate();

  @Test
  void noTestSleeps() throws IOException {
    try (var files = Files.find(Path.of(".."), 20, (file, a) -> isTest(file.toString()))) {
      var tests = files.toList();
      assertThat(tests).as("tests of all modules").hasSizeGreaterThan(40);
      assertThat(tests).filteredOn(file -> SLEEPS.test(text(file))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Thread#sleep(5);", "Thread\n  #sleep(d);", "TimeUnit.SECONDS#sleep(1)"})
  void aSleepIsSeen(String code) {
    assertThat(SLEEPS).accepts(code.replace('#', '.'));
  }

  private static boolean isTest(String file) {
    return file.endsWith(".java")
        && file.contains("/src/test/java/")
        && !file.contains("/target/")
        && !file.contains("/node_modules/");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
