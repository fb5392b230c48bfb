package io.fieldbench.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Each direct dependency has its line in docs/dependencies.md. */
class DependencyListTests {
  private static final Path ROOT = Path.of("..");
  private static final Pattern NOT_USED_HERE =
      Pattern.compile("<(dependencyManagement|build)>.*?</\\1>", Pattern.DOTALL);
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<dependency>\\s*<groupId>(?!io\\.fieldbench<)[^<]+</groupId>"
              + "\\s*<artifactId>([^<]+)</artifactId>");

  @Test
  void namesThemAll() throws IOException {
    Set<String> used = new TreeSet<>();
    try (var poms = Files.find(ROOT, 2, (file, a) -> file.endsWith("pom.xml"))) {
      for (var pom : poms.toList()) {
        used.addAll(inPom(Files.readString(pom)));
      }
    }
    used.addAll(inPackage(Files.readString(ROOT.resolve("portal/package.json"))));
    assertThat(used).contains("picocli", "jspecify", "htmx.org", "esbuild");
    var list = Files.readString(ROOT.resolve("docs/dependencies.md"));
    assertThat(used).filteredOn(name -> !names(list, name)).isEmpty();
  }

  @Test
  void aMissingOneIsSeen() {
    assertThat(names("| h2, postgresql | portal |", "h2")).isTrue();
    assertThat(names("| spring-boot-starter-test |", "spring-boot-starter")).isFalse();
  }

  private static List<String> inPom(String pom) {
    var here = NOT_USED_HERE.matcher(pom).replaceAll("");
    return DEPENDENCY.matcher(here).results().map(found -> found.group(1)).toList();
  }

  private static Set<String> inPackage(String json) {
    var file = new JsonMapper().readTree(json);
    var names = new TreeSet<>(file.path("dependencies").propertyNames());
    names.addAll(file.path("devDependencies").propertyNames());
    return names;
  }

  /** Whether it stands in the first cell of a line. */
  private static boolean names(String list, String name) {
    return list.lines()
        .filter(line -> line.startsWith("| "))
        .map(line -> line.split("\\|")[1])
        .anyMatch(
            cell -> List.of(cell.replaceAll("\\(.*?\\)", "").strip().split(",? ")).contains(name));
  }
}
