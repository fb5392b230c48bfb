package io.fieldbench.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles short sources against the modules, so that a rule can be tried on code that breaks it.
 */
final class Sources {
  private static final Pattern NAME =
      Pattern.compile("package ([\\w.]+);.*?\\b(?:class|interface) (\\w+)", Pattern.DOTALL);

  private Sources() {}

  static JavaClasses compile(List<String> sources, Path folder) {
    var said = new StringWriter();
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                said,
                null,
                null,
                List.of("-d", folder.toString(), "-proc:none"),
                null,
                sources.stream().map(Sources::file).toList())
            .call();
    assertThat(compiled).as(said.toString()).isTrue();
    return new ClassFileImporter().importPath(folder);
  }

  private static JavaFileObject file(String source) {
    var name = NAME.matcher(source);
    assertThat(name.find()).as(source).isTrue();
    var address = "string:///" + name.group(1).replace('.', '/') + "/" + name.group(2) + ".java";
    return new SimpleJavaFileObject(URI.create(address), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }
}
