package io.fieldbench.portal.web;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shared beans of the web application. */
@Configuration
class WebConfiguration {
  /** The server's clock is the only clock. */
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
