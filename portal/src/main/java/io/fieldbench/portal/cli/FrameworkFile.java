package io.fieldbench.portal.cli;

import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.competency.FrameworkException;
import io.fieldbench.competency.FrameworkReader;
import io.fieldbench.competency.exchange.ActiveHtml;
import io.fieldbench.competency.exchange.CaseDocument;
import io.fieldbench.competency.exchange.EscoFiles;
import io.fieldbench.competency.exchange.FrameworkDocument;
import io.fieldbench.competency.exchange.MoodleCsv;
import io.fieldbench.competency.standard.StandardFramework;
import io.fieldbench.competency.standard.StandardFramework.FromText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The file that a framework is read from, in one of the formats that institutions have. */
final class FrameworkFile {
  /** A framework of 10,000 items takes a tenth of it. */
  private static final long LARGEST = 32L << 20;

  /** The same takes a fifth of it: our own format has no addresses of parts. */
  private static final long LARGEST_DEFINITION = 16L << 20;

  private enum Format {
    CN_STANDARD,
    ESCO,
    CASE,
    MOODLE,
    FIELDBENCH;

    /** As it is written on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Parameters(paramLabel = "FILE")
  private Path file = Path.of("");

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = {
        "cn-standard: the published text of a national occupational standard of China;",
        "esco: the folder with the CSV files that ESCO publishes;",
        "case: a CASE 1.0 or 1.1 package (JSON); moodle: Moodle's competency framework (CSV);",
        "fieldbench: a framework file as those in competency-maps/frameworks."
      })
  private Format format = Format.FIELDBENCH;

  @Option(
      names = "--occupation",
      paramLabel = "CODE",
      defaultValue = "2512.9",
      description =
          "Of esco: the occupation whose skills are wanted, or all (default: ${DEFAULT-VALUE}).")
  private String occupation = "";

  @Option(
      names = "--edition",
      paramLabel = "EDITION",
      description = {
        "Of esco: its version, where the folder is not named as it; of moodle: what to call the",
        "edition, which Moodle's files do not tell (else undated, and so never another)."
      })
  private @Nullable String edition;

  /** Whether its texts can be compared with published ones. */
  boolean isStandard() {
    return format == Format.CN_STANDARD;
  }

  /**
   * What was in it.
   *
   * @param lines where each part stands, by its code, in a standard's text
   * @param document what it was in, with all that a framework has no place for
   */
  record Read(
      Framework framework, Map<String, Integer> lines, Optional<FrameworkDocument> document) {
    static Read of(Framework framework) {
      return new Read(framework, Map.of(), Optional.empty());
    }

    static Read of(FrameworkDocument document) {
      return new Read(document.framework(), Map.of(), Optional.of(document));
    }
  }

  /**
   * Reads it.
   *
   * @param acceptWording of a standard: whether its texts are right though they seem odd
   * @throws VerbFailure where it cannot be read, with everything that is wrong
   */
  Read read(FrameworkCatalog shipped, boolean acceptWording) throws VerbFailure {
    boolean folder = format == Format.ESCO;
    if (folder ? !Files.isDirectory(file) : !Files.isRegularFile(file)) {
      throw new VerbFailure("There is no %s %s".formatted(folder ? "folder" : "file", file));
    }
    try {
      long largest = format == Format.FIELDBENCH ? LARGEST_DEFINITION : LARGEST;
      if (!folder && Files.size(file) > largest) {
        throw new VerbFailure(
            "%s has %d MiB; a framework has at most %d"
                .formatted(file, Files.size(file) >> 20, largest >> 20));
      }
      return switch (format) {
        case CN_STANDARD -> {
          FromText standard = StandardFramework.read(file, shipped, acceptWording);
          yield new Read(standard.framework(), standard.lines(), Optional.empty());
        }
        case ESCO -> Read.of(esco(shipped));
        case CASE -> Read.of(CaseDocument.read(file));
        case MOODLE -> Read.of(MoodleCsv.read(file, Optional.ofNullable(edition)));
        case FIELDBENCH -> {
          String name = file.getFileName().toString();
          byte[] bytes = Files.readAllBytes(file);
          Framework framework = FrameworkReader.read(name, bytes);
          ActiveHtml.refuse(name, bytes);
          yield Read.of(framework);
        }
      };
    } catch (FrameworkException e) {
      throw refusal(e);
    } catch (IOException e) {
      throw new VerbFailure(file + " cannot be read: " + e.getMessage());
    }
  }

  private Framework esco(FrameworkCatalog shipped) {
    Optional<String> version = Optional.ofNullable(edition);
    if (occupation.equals("all")) {
      return EscoFiles.skills(file, version);
    }
    String id = "esco-" + occupation.replace('.', '-');
    return EscoFiles.occupation(file, version, occupation, shipped.framework(id));
  }

  /** Does something with what was read, of which a part may be unfit for it. */
  static void refusing(Runnable use) throws VerbFailure {
    try {
      use.run();
    } catch (FrameworkException e) {
      throw refusal(e);
    }
  }

  private static VerbFailure refusal(FrameworkException e) {
    return new VerbFailure(
        "Nothing was imported; this is wrong:" + System.lineSeparator() + e.getMessage());
  }
}
