package io.fieldbench.portal;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The portal as a Spring application; {@code cli.Fieldbench} starts it. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PortalApplication {}
