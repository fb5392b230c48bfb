package io.fieldbench.portal.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** An empty PostgreSQL database for one portal of the tests, or for several that share it. */
public record TestDatabase(String url, String username, String password) {
  private static final AtomicInteger NEXT = new AtomicInteger();

  /** Whether the tests of this JVM run on PostgreSQL. */
  public static boolean isPostgres() {
    return "postgres".equals(System.getProperty("fieldbench.test.database"));
  }

  /** A new one; empty where tests keep to the H2 databases that they name themselves. */
  public static Optional<TestDatabase> fresh() {
    return isPostgres() ? Optional.of(create()) : Optional.empty();
  }

  /** A new one, whatever the other tests run on; needs an Engine. */
  public static TestDatabase create() {
    PostgresServer server = PostgresServer.running();
    String name = "test_" + NEXT.incrementAndGet();
    try (Connection connection = server.database("postgres").connect();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("no database " + name, e);
    }
    return server.database(name);
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, username, password);
  }

  /** Without the password, so that no report can hold it. */
  @Override
  public String toString() {
    return url;
  }
}
