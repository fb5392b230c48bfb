package io.fieldbench.portal;

import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Migrates a file of H2 over a connection of its own, before the pool has any. H2 2.4 checks a
 * constraint as {@code x in ('a', 'b')} in the session that has made it, and with that closed each
 * write to the table fails, until the file is opened anew: after 30 minutes, when the pool replaces
 * its connections. With the only connection the file is closed here, and the pool opens it anew.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseMigration {
  @Bean
  FlywayMigrationStrategy migration(JdbcConnectionDetails database) {
    return flyway -> {
      String url = database.getJdbcUrl();
      if (url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:mem:")) {
        Flyway.configure()
            .configuration(flyway.getConfiguration())
            .dataSource(url, database.getUsername(), database.getPassword())
            .load()
            .migrate();
      } else {
        flyway.migrate();
      }
    };
  }
}
