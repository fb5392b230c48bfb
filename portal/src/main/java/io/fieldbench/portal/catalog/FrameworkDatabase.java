package io.fieldbench.portal.catalog;

import io.fieldbench.portal.audit.AuditLog;
import io.fieldbench.portal.database.DatabaseMigration;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The frameworks' part of an installation's database, for verbs: no page starts. */
@ImportAutoConfiguration({
  DataSourceAutoConfiguration.class,
  DataSourceTransactionManagerAutoConfiguration.class,
  JdbcTemplateAutoConfiguration.class,
  JdbcClientAutoConfiguration.class,
  FlywayAutoConfiguration.class,
  TransactionAutoConfiguration.class
})
@Import({DatabaseMigration.class, FrameworkVersions.class, AuditLog.class})
class FrameworkDatabase {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /**
   * @param settings for Spring, which name the database; a file must not be open elsewhere
   */
  static <T> T use(List<String> settings, Function<ApplicationContext, T> use) {
    try (var context =
        new SpringApplicationBuilder(FrameworkDatabase.class)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .run(settings.toArray(String[]::new))) {
      return use.apply(context);
    }
  }
}
