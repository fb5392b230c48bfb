package io.fieldbench.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.nio.file.Path;
import java.util.Calendar;
import java.util.Date;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;

/** How main code is written, in every module. */
class HabitTests {
  private static final ArchCondition<JavaClass> LIVE_IN_A_MARKED_PACKAGE =
      new ArchCondition<>("live in a package whose package-info is @NullMarked") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
          events.add(new SimpleConditionEvent(type, marked, type.getName() + " " + marked));
        }
      };

  static Stream<Law> laws() {
    return Stream.of(
        Law.of(
            "every package is @NullMarked",
            classes().should(LIVE_IN_A_MARKED_PACKAGE),
            "Unmarked",
            "package io.fieldbench.lab.careless; class Unmarked {}"),
        Law.of(
            "settings come as records, never by @Value",
            noClasses().should().dependOnClassesThat(equivalentTo(Value.class)),
            "Scattered",
            """
            package io.fieldbench.portal.lab;
            import org.springframework.beans.factory.annotation.Value;
            class Scattered { Scattered(@Value("${fieldbench.data}") String data) {} }
            """),
        Law.of(
            "beans come through constructors",
            GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION,
            "Injected",
            """
            package io.fieldbench.portal.lab;
            class Injected {
              @org.springframework.beans.factory.annotation.Autowired java.time.Clock clock;
            }
            """),
        Law.of(
            "controllers are package-private",
            classes().that().areMetaAnnotatedWith(Controller.class).should().bePackagePrivate(),
            "Loud",
            """
            package io.fieldbench.portal.lab;
            @org.springframework.web.bind.annotation.RestController public class Loud {}
            """),
        Law.of(
            "nothing is written past the log or the command's own stream",
            GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS,
            "Chatty",
            """
            package io.fieldbench.kit.plant;
            class Chatty { void speak() { System.out.println("warm"); } }
            """),
        Law.of(
            "moments are java.time",
            moments(),
            "Old",
            "package io.fieldbench.portal.record; class Old { java.util.Date earned; }"),
        Law.of(
            "threads are named and come from a builder; hooks for the JVM's end may be plain",
            threads(),
            "Loose",
            """
            package io.fieldbench.lab.embedded;
            class Loose { void start() { new Thread(() -> {}).start(); } }
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

  /** The JDK's certificates know no other moments. */
  private static ArchRule moments() {
    return noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.fieldbench.lab.CertificateAuthority")
        .should()
        .dependOnClassesThat(equivalentTo(Date.class).or(equivalentTo(Calendar.class)));
  }

  private static ArchRule threads() {
    return noClasses()
        .that()
        .resideOutsideOfPackage("io.fieldbench.portal.cli")
        .should()
        .callConstructorWhere(target(owner(equivalentTo(Thread.class))));
  }
}
