package io.fieldbench.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * A rule for the main code of all modules, and code that breaks it.
 *
 * @param offender the class in {@code crime} that the rule has to name
 * @param crime sources, one class each
 */
record Law(String name, ArchRule rule, String offender, List<String> crime) {
  /** The main classes of every module: the portal stands above all others. */
  static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.fieldbench");

  static Law of(String name, ArchRule rule, String offender, String... crime) {
    return new Law(name, rule, offender, List.of(crime));
  }

  @Override
  public String toString() {
    return name;
  }
}
