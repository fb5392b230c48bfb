package io.fieldbench.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The floors of the modules (docs/architecture.md): arrows point down, libraries stay at home. */
class FloorTests {
  private static final String ROOT = "io.fieldbench.";
  private static final String[] LIBRARIES = {
    packageOf("competency"),
    packageOf("lab"),
    packageOf("kit"),
    packageOf("exercise"),
    packageOf("assessment")
  };

  static Stream<Law> laws() {
    return Stream.of(
        Law.of(
            "competency knows no other module",
            usesOnly("competency"),
            "Lofty",
            "package io.fieldbench.competency; class Lofty { io.fieldbench.lab.LabId lab; }"),
        Law.of(
            "lab knows no other module",
            usesOnly("lab"),
            "Curious",
            "package io.fieldbench.lab.embedded; class Curious { io.fieldbench.kit.board.Board b;"
                + " }"),
        Law.of(
            "kit knows no other module",
            usesOnly("kit"),
            "Homesick",
            "package io.fieldbench.kit.agent; class Homesick { io.fieldbench.lab.LabId lab; }"),
        Law.of(
            "exercise may use competency, lab and kit",
            usesOnly("exercise", "competency", "lab", "kit"),
            "SelfGraded",
            """
            package io.fieldbench.exercise;
            class SelfGraded { io.fieldbench.assessment.Grader grader; }
            """),
        Law.of(
            "assessment may use all libraries",
            usesOnly("assessment", "exercise", "competency", "lab", "kit"),
            "Paging",
            """
            package io.fieldbench.assessment.probe;
            class Paging { io.fieldbench.portal.account.UserId user; }
            """),
        Law.of(
            "no Spring below the portal",
            nowhereBelow("org.springframework.."),
            "Wired",
            """
            package io.fieldbench.exercise;
            @org.springframework.stereotype.Component class Wired {}
            """),
        Law.of(
            "no JPA below the portal",
            nowhereBelow("jakarta.persistence..", "org.hibernate.."),
            "Stored",
            """
            package io.fieldbench.competency;
            class Stored { @jakarta.persistence.Id long id; }
            """),
        Law.of(
            "docker-java only in lab",
            onlyIn("lab..", "com.github.dockerjava.."),
            "Sailor",
            "package com.github.dockerjava.api; public interface DockerClient {}",
            """
            package io.fieldbench.assessment.probe;
            class Sailor { com.github.dockerjava.api.DockerClient docker; }
            """),
        Law.of(
            "Pi4J only in kit",
            onlyIn("kit..", "com.pi4j.."),
            "Pinned",
            "package com.pi4j.context; public interface Context {}",
            "package io.fieldbench.portal.kit; class Pinned { com.pi4j.context.Context pi; }"),
        Law.of(
            "HiveMQ only in lab.embedded",
            onlyIn("lab.embedded..", "com.hivemq.."),
            "Busy",
            """
            package io.fieldbench.lab;
            class Busy { com.hivemq.embedded.EmbeddedHiveMQ broker; }
            """));
  }

  @ParameterizedTest
  @MethodSource("laws")
  void isKept(Law law) {
    law.rule().check(Law.PRODUCTION);
  }

  @ParameterizedTest
  @MethodSource("laws")
  void seesACrime(Law law, @TempDir Path folder) {
    var result = law.rule().evaluate(Sources.compile(law.crime(), folder));
    assertThat(result.getFailureReport().getDetails())
        .isNotEmpty()
        .allMatch(detail -> detail.contains("." + law.offender()));
  }

  private static ArchRule usesOnly(String module, String... lower) {
    var own = Stream.concat(Stream.of(module), Stream.of(lower)).map(FloorTests::packageOf);
    return classes()
        .that(resideInAPackage(packageOf(module)))
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage(ROOT + ".").or(resideInAnyPackage(own.toArray(String[]::new))));
  }

  private static ArchRule nowhereBelow(String... foreign) {
    return noClasses()
        .that(resideInAnyPackage(LIBRARIES))
        .should()
        .dependOnClassesThat(resideInAnyPackage(foreign));
  }

  private static ArchRule onlyIn(String home, String foreign) {
    return noClasses()
        .that(resideInAPackage(ROOT + "."))
        .and(resideOutsideOfPackage(ROOT + home))
        .should()
        .dependOnClassesThat(resideInAPackage(foreign));
  }

  private static String packageOf(String module) {
    return ROOT + module + "..";
  }
}
