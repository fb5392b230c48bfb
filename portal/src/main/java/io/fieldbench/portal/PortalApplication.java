package io.fieldbench.portal;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.info.ProjectInfoAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.data.autoconfigure.web.DataWebAutoConfiguration;

/** The portal as a Spring application; {@code cli.RunVerb} starts it. */
// Neither pages of repositories nor build information are used.
@SpringBootApplication(
    exclude = {DataWebAutoConfiguration.class, ProjectInfoAutoConfiguration.class})
@ConfigurationPropertiesScan
public class PortalApplication {
  /** For the build, which works out the beans from it. */
  public static void main(String[] args) {
    SpringApplication.run(PortalApplication.class, args);
  }
}
