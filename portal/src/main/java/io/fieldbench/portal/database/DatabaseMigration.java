package io.fieldbench.portal.database;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;

/**
 * Migrates a file of H2 as a copy that takes its place when all is done, over a connection of its
 * own, before the pool has any.
 *
 * <p>A copy, because H2 commits each statement that defines something: a process killed between two
 * of them would leave a file that no start can migrate any more. A connection of its own, because
 * H2 2.4 checks a constraint as {@code x in ('a', 'b')} in the session that has made it, and with
 * that closed each write to the table fails, until the file is opened anew: after 30 minutes, when
 * the pool replaces its connections. With the only connection the file is closed here.
 */
@Configuration(proxyBeanMethods = false)
public class DatabaseMigration {
  private static final Logger log = LoggerFactory.getLogger(DatabaseMigration.class);

  private static final Pattern FILE =
      Pattern.compile("(?<scheme>jdbc:h2:(async:)?file:)(?<path>[^;]+)(?<options>.*)");

  @Bean
  FlywayMigrationStrategy migration(JdbcConnectionDetails database) {
    return flyway -> {
      Matcher url = FILE.matcher(database.getJdbcUrl());
      if (!url.matches()) {
        flyway.migrate();
        return;
      }
      Flyway there = at(database.getJdbcUrl(), flyway, database);
      Path file = real(Path.of(url.group("path") + ".mv.db"));
      if (hasContent(file)) {
        if (isCurrent(there, file)) {
          return;
        }
        log.info("The database is brought up to date; a large one takes a while");
      }
      String copy = file.toString().replaceFirst("\\.mv\\.db$", "") + "-migrating";
      String copyUrl = url.group("scheme") + copy + url.group("options");
      replaced(file, Path.of(copy + ".mv.db"), at(copyUrl, flyway, database));
    };
  }

  /** What has nothing to be migrated is only checked: it may be large. */
  private static boolean isCurrent(Flyway flyway, Path file) {
    try {
      boolean current = flyway.info().pending().length == 0;
      if (current) {
        flyway.migrate();
      }
      return current;
    } catch (FlywayException e) {
      throw failed(
          "the database %s cannot be used and is as it was: %s",
          file,
          e,
          "Where another program has it open, end that; where it is damaged, put back a copy of it"
              + " that you have kept.");
    }
  }

  private static NotMigratedException failed(
      String message, Path file, Exception e, String advice) {
    log.debug("not migrated", e);
    return new NotMigratedException(
        message.formatted(file, NestedExceptionUtils.getMostSpecificCause(e)), advice);
  }

  private static Flyway at(String url, Flyway flyway, JdbcConnectionDetails database) {
    return Flyway.configure()
        .configuration(flyway.getConfiguration())
        .dataSource(url, database.getUsername(), database.getPassword())
        .load();
  }

  private static void replaced(Path file, Path copy, Flyway flyway) {
    try {
      // One may be left of a start that was killed.
      Files.deleteIfExists(copy);
      if (Files.exists(file)) {
        Files.copy(file, copy, COPY_ATTRIBUTES);
      }
      flyway.migrate();
      // H2 is silent where a disk is full while it closes the file.
      flyway.validate();
      try (FileChannel written = FileChannel.open(copy, WRITE)) {
        written.force(true);
      }
      Files.move(copy, file, ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (IOException | FlywayException e) {
      copy.toFile().delete();
      throw failed(
          "the database %s is as it was; a copy could not be changed for this version: %s",
          file,
          e,
          "An upgrade needs room on the disk for a copy of the database and more. Until it"
              + " succeeds, the version before can still be used.");
    }
  }

  /** That to which a link leads: the link is not to be replaced. */
  private static Path real(Path file) {
    try {
      return Files.exists(file) ? file.toRealPath() : file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hasContent(Path file) {
    try {
      return Files.exists(file) && Files.size(file) > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
