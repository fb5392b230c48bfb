package io.fieldbench.competency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs on the module's packed jar, which Failsafe puts on the class path. */
class PackedJarIntegrationTests {
  @Test
  void theJarShipsBothFrameworks() {
    assertThat(FrameworkCatalog.class.getResource("FrameworkCatalog.class")).hasProtocol("jar");
    assertThat(FrameworkCatalog.shipped().all())
        .extracting(Framework::id)
        .containsExactly("esco-2512-9", "iiot-specialist");
  }
}
