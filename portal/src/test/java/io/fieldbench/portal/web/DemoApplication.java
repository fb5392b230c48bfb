package io.fieldbench.portal.web;

import io.fieldbench.portal.PortalApplication;
import org.springframework.boot.SpringApplication;

/** Shows the layout and its parts without any data: open /demo/page as TRAINEE, password secret. */
final class DemoApplication {
  private DemoApplication() {}

  public static void main(String[] args) {
    System.setProperty(
        "spring.datasource.url",
        "jdbc:h2:mem:demo;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
    SpringApplication.run(new Class<?>[] {PortalApplication.class, DemoPages.class}, args);
  }
}
