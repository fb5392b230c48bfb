package io.fieldbench.competency.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.competency.FrameworkException;
import io.fieldbench.competency.FrameworkReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file of the largest size can cost, in a Java machine of its own with a small heap. */
class SmallHeapTests {
  private static final int NEARLY_32_MIB = 31 << 20;

  @TempDir Path folder;

  /** Reads one file and says how it went. */
  static final class Reading {
    public static void main(String[] args) throws IOException {
      Path file = Path.of(args[0]);
      try {
        if (file.toString().endsWith(".json")) {
          CaseDocument.read(file);
        } else {
          FrameworkReader.read(file.getFileName().toString(), Files.readAllBytes(file));
        }
        System.out.println("read");
      } catch (FrameworkException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private Path file(String name, String head, String repeated, String tail) throws IOException {
    Path file = folder.resolve(name);
    byte[] part = repeated.getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(head.getBytes(StandardCharsets.UTF_8));
      for (int written = 0; written < NEARLY_32_MIB; written += part.length) {
        out.write(part);
      }
      out.write(tail.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static String said(Path file) throws Exception {
    Path output = file.resolveSibling("output.txt");
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Reading.class.getName(),
                file.toString())
            .redirectOutput(output.toFile())
            .redirectError(output.toFile())
            .start();
    if (!java.waitFor(1, TimeUnit.MINUTES)) {
      java.destroyForcibly();
      return "takes more than a minute";
    }
    return Files.readString(output)
        .lines()
        .filter(line -> !line.startsWith("SLF4J"))
        .findFirst()
        .orElse("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `{"a":{}},`
          `"",`
          `{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{}}}}}}}}},`
          """)
  void aPackageOfVeryManyTinyValues(String repeated) throws Exception {
    Path file = file("tiny.json", "{\"CFDocument\":{},\n\"CFItems\":[", repeated, "0]}");
    assertThat(said(file))
        .matches(
            "tiny\\.json: line 2, column \\d+: holds more than 4000000 values, names and brackets;"
                + " no framework needs so many");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `- {code: a}\\n`
          `- [a,a,a,a]\\n`
          """)
  void aDefinitionOfVeryManyTinyValues(String repeated) throws Exception {
    String line = repeated.translateEscapes();
    Path file = file("tiny.yaml", "id: x\nedition: \"1\"\ncompetencies:\n", line, "");
    assertThat(said(file))
        .matches(
            "tiny\\.yaml: line \\d+, column \\d+: holds more than 3000000 values, names and"
                + " brackets; no framework needs so many");
  }

  /** Each of these is wrong in several ways. */
  @Test
  void aDefinitionOfManyWrongValues() throws Exception {
    String head = "id: x\nedition: \"1\"\ncompetencies:\n";
    Path file = folder.resolve("wrong.yaml");
    Files.writeString(file, head + "- {code: a, level: b, group: c}\n".repeat(150_000));
    assertThat(said(file))
        .isEqualTo(
            "wrong.yaml: competencies[0].type: is missing; write skill, knowledge or transversal");
  }
}
