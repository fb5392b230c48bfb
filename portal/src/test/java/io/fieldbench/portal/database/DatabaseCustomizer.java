package io.fieldbench.portal.database;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/** Gives each application of the tests a PostgreSQL database of its own, where that is wanted. */
final class DatabaseCustomizer implements ContextCustomizerFactory {
  @Override
  public @Nullable ContextCustomizer createContextCustomizer(
      Class<?> test, List<ContextConfigurationAttributes> attributes) {
    return TestDatabase.isPostgres() ? new OnPostgres() : null;
  }

  /** All are equal, so that classes share applications as they do on H2. */
  private record OnPostgres() implements ContextCustomizer {
    @Override
    public void customizeContext(
        ConfigurableApplicationContext context, MergedContextConfiguration merged) {
      TestDatabase database = TestDatabase.create();
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "postgres",
                  Map.of(
                      "spring.datasource.url", database.url(),
                      "spring.datasource.username", database.username(),
                      "spring.datasource.password", database.password())));
    }
  }
}
