package io.fieldbench.portal.cli;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A database server in place of the file in the data folder. */
final class DatabaseOption {
  private static final Pattern SECRET = Pattern.compile("(?i)[?&](ssl)?password=");

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = {
        "PostgreSQL database for all state, such as jdbc:postgresql://HOST/NAME, in place of a file"
            + " in the data folder; several portals may share it.",
        "User and password: SPRING_DATASOURCE_USERNAME (default: fieldbench) and"
            + " SPRING_DATASOURCE_PASSWORD in the environment."
      })
  private @Nullable String url;

  boolean isGiven() {
    return url != null;
  }

  /** For Spring; nothing where the option is not given. */
  List<String> settings() throws VerbFailure {
    if (url == null) {
      return List.of();
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new VerbFailure("--database wants jdbc:postgresql://HOST/NAME, not " + url);
    }
    if (SECRET.matcher(url).find()) {
      throw new VerbFailure(
          "A password does not belong in --database, where every process sees it:"
              + " set SPRING_DATASOURCE_PASSWORD");
    }
    return List.of("--spring.datasource.url=" + url);
  }
}
