package io.fieldbench.competency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs on the module's packed jar, which Failsafe puts on the class path. */
class PackedJarIntegrationTests {
  @Test
  void theJarShipsAllFrameworksAndTheirCrosswalk() {
    assertThat(FrameworkCatalog.class.getResource("FrameworkCatalog.class")).hasProtocol("jar");
    assertThat(FrameworkCatalog.shipped().all())
        .extracting(Framework::id)
        .containsExactly("cn-2-02-10-10", "esco-2512-9", "iiot-specialist");
    assertThat(Crosswalk.shipped("cn-2-02-10-10", FrameworkCatalog.shipped()).links()).isNotEmpty();
  }
}
