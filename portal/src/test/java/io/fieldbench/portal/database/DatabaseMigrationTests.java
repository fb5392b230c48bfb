package io.fieldbench.portal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** A start that is killed while it migrates a file of H2, and the start after it. */
class DatabaseMigrationTests {
  private static final int KILLED = 137;

  @TempDir private Path folder;

  /** Two definitions; H2 commits each. */
  private static final class V99__two_tables extends BaseJavaMigration {
    private final boolean killedBetween;

    V99__two_tables(boolean killedBetween) {
      this.killedBetween = killedBetween;
    }

    @Override
    public void migrate(Context context) throws SQLException {
      try (Statement statement = context.getConnection().createStatement()) {
        statement.execute("create table one (id int)");
        if (killedBetween) {
          Runtime.getRuntime().halt(KILLED);
        }
        statement.execute("create table two (id int)");
      }
    }
  }

  private record Database(String getJdbcUrl) implements JdbcConnectionDetails {
    @Override
    public String getUsername() {
      return "sa";
    }

    @Override
    public String getPassword() {
      return "";
    }
  }

  /** A process of its own, to be killed in the middle. */
  static final class Killed {
    private Killed() {}

    public static void main(String[] url) {
      migrate(url[0], new V99__two_tables(true));
    }
  }

  private static void migrate(String url, BaseJavaMigration... more) {
    var database = new Database(url);
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(url, database.getUsername(), database.getPassword())
            .javaMigrations(more);
    new DatabaseMigration().migration(database).migrate(configuration.load());
  }

  private String url() {
    return "jdbc:h2:async:file:"
        + folder.resolve("fieldbench")
        + ";WRITE_DELAY=0;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;TRACE_LEVEL_FILE=0";
  }

  private void startAndKill() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Killed.class.getName(),
                url())
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isEqualTo(KILLED);
  }

  private int count(String table) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(), "sa", "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Test
  void aFirstStartThatWasKilledIsBegunAnew() throws Exception {
    startAndKill();
    migrate(url(), new V99__two_tables(false));
    assertThat(count("two")).isZero();
    assertThat(count("user_account")).isZero();
  }

  @Test
  void anUpgradeThatWasKilledLeavesWhatWasThere() throws Exception {
    migrate(url());
    try (Connection connection = DriverManager.getConnection(url(), "sa", "");
        Statement statement = connection.createStatement()) {
      statement.execute("create table kept as select * from system_range(1, 1000)");
    }
    startAndKill();
    assertThat(count("kept")).isEqualTo(1000);
    // A version without the new migration can still be used.
    migrate(url());
    migrate(url(), new V99__two_tables(false));
    assertThat(count("two")).isZero();
    assertThat(count("kept")).isEqualTo(1000);
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(f -> f.endsWith(".db")))
          .doesNotContain("fieldbench-migrating.mv.db");
    }
  }

  /** As where the database lies on another disk than the rest of the folder. */
  @Test
  void aLinkStaysOne() throws Exception {
    migrate(url());
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("real.mv.db");
    Path file = folder.resolve("fieldbench.mv.db");
    Files.move(file, elsewhere);
    Files.createSymbolicLink(file, elsewhere);
    migrate(url(), new V99__two_tables(false));
    assertThat(file).isSymbolicLink();
    assertThat(count("two")).isZero();
    try (var files = Files.list(elsewhere.getParent())) {
      assertThat(files).containsExactly(elsewhere);
    }
  }

  @Test
  void aMigrationThatFailsChangesNothingAndSaysSo() throws Exception {
    migrate(url());
    try (Connection connection = DriverManager.getConnection(url(), "sa", "");
        Statement statement = connection.createStatement()) {
      statement.execute("create table two as select * from system_range(1, 3)");
    }
    Path file = folder.resolve("fieldbench.mv.db");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> migrate(url(), new V99__two_tables(false)))
          .hasNoCause()
          .hasMessageContaining("the database " + file + " is as it was")
          .hasMessageContaining("Table \"two\" already exists");
      assertThat(count("two")).isEqualTo(3);
      assertThatThrownBy(() -> count("one")).hasMessageContaining("\"one\" not found");
      assertThat(folder.resolve("fieldbench-migrating.mv.db")).doesNotExist();
    }
    try (Connection connection = DriverManager.getConnection(url(), "sa", "");
        Statement statement = connection.createStatement()) {
      statement.execute("drop table two");
    }
    migrate(url(), new V99__two_tables(false));
    assertThat(count("two")).isZero();
  }
}
