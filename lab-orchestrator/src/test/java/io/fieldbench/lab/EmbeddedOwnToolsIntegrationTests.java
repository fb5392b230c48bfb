package io.fieldbench.lab;

import io.fieldbench.lab.embedded.EmbeddedRuntime;
import java.nio.file.Path;

class EmbeddedOwnToolsIntegrationTests extends OwnToolsContractTests {
  @Override
  LabRuntime create(LabAddress address, Path folder) {
    return new EmbeddedRuntime(address, folder);
  }

  @Override
  boolean labsOutliveTheRuntime() {
    return false;
  }
}
