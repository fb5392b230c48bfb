package io.fieldbench.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;

/** The portal's modules: no cycles, no reach into another's inside, and a diagram that is true. */
class ModularityTests {
  private static final ApplicationModules MODULES = ApplicationModules.of(PortalApplication.class);

  @Test
  void keepToTheirInterfaces() {
    MODULES.verify();
  }

  @Test
  void theDiagramInTheDocsIsUpToDate(@TempDir Path folder) throws IOException {
    new Documenter(MODULES, Documenter.Options.defaults().withOutputFolder(folder.toString()))
        .writeModulesAsPlantUml(
            DiagramOptions.defaults().withStyle(DiagramOptions.DiagramStyle.UML));
    var drawn = inOrder(Files.readAllLines(folder.resolve("components.puml")));
    var committed = Path.of("../docs/modules.puml");
    if (Boolean.getBoolean("modules.write")) {
      Files.write(committed, drawn);
    }
    assertThat(Files.readAllLines(committed))
        .as("docs/modules.puml; docs/architecture.md has the command that draws it again")
        .isEqualTo(drawn);
  }

  /** Modulith draws boxes and arrows in an order that differs from run to run. */
  private static List<String> inOrder(List<String> lines) {
    for (var kind : List.of("  component ", "PortalApplication.")) {
      var group = lines.stream().filter(line -> line.startsWith(kind)).sorted().toList();
      var first = lines.stream().filter(line -> line.startsWith(kind)).findFirst().orElseThrow();
      Collections.copy(lines.subList(lines.indexOf(first), lines.size()), group);
    }
    return lines;
  }
}
