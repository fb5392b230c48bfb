package io.fieldbench.portal;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The portal as a Spring application; {@code cli.RunVerb} starts it. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PortalApplication {
  /** For the build, which works out the beans from it. */
  public static void main(String[] args) {
    SpringApplication.run(PortalApplication.class, args);
  }
}
