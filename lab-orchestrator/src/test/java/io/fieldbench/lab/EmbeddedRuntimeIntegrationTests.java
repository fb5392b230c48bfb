package io.fieldbench.lab;

import io.fieldbench.lab.embedded.EmbeddedRuntime;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRuntimeIntegrationTests extends LabRuntimeContractTests {
  @TempDir static Path folder;

  @Override
  LabRuntime create() {
    return new EmbeddedRuntime("127.0.0.1", folder);
  }
}
