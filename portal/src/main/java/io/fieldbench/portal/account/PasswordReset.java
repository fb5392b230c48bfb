package io.fieldbench.portal.account;

import io.fieldbench.portal.audit.AuditLog;
import io.fieldbench.portal.database.DatabaseMigration;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Sets a new password without the portal: the database alone is opened, no job and no page starts.
 */
public final class PasswordReset {
  private PasswordReset() {}

  /**
   * @param settings for Spring, which name the database; a file must not be open elsewhere
   * @return the new password; empty when there is no such user
   */
  public static Optional<String> run(List<String> settings, String username) {
    try (var context =
        new SpringApplicationBuilder(Database.class)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .run(settings.toArray(String[]::new))) {
      return context
          .getBean(Accounts.class)
          .find(username)
          .map(person ->
              context.getBean(AccountChanges.class).resetPassword(null, person.username()));
    }
  }

  @ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    FlywayAutoConfiguration.class,
    HibernateJpaAutoConfiguration.class,
    DataJpaRepositoriesAutoConfiguration.class,
    TransactionAutoConfiguration.class
  })
  @EntityScan(basePackageClasses = Account.class)
  @EnableJpaRepositories(basePackageClasses = Account.class)
  @Import({
    DatabaseMigration.class,
    Accounts.class,
    AccountChanges.class,
    Passwords.class,
    AuditLog.class
  })
  static class Database {
    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }
  }
}
