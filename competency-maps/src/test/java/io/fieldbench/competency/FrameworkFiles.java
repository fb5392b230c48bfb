package io.fieldbench.competency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes framework files for tests and reads back what is wrong with them. */
record FrameworkFiles(Path folder) {
  /** A framework in which nothing is wrong; its two competencies are A1 and A2. */
  static final String GOOD =
      """
      id: good
      edition: "1"
      title: { en: Good, zh: 好的 }
      description: { en: A good one, zh: 一个好的 }
      source: the tests
      uri: https://example.org/good
      eqf: "5-6"
      levels:
        - { id: "2", rank: 2, title: { en: Two, zh: 二级 } }
        - { id: "3", rank: 3, title: { en: Three, zh: 三级 } }
      groups:
        digital: { en: Digital, zh: 数字 }
      competencies:
        - code: A1
          type: skill
          group: digital
          level: "2"
          title: { en: First, zh: 第一 }
          statement: { en: Does the first, zh: 做第一件事 }
          uri: https://example.org/a1
          links: ["good:A2"]
        - code: A2
          type: knowledge
          group: digital
          title: { en: Second, zh: 第二 }
          statement: { en: Knows the second, zh: 懂第二件事 }
      """;

  /** A framework with a tree of headings and an exam. */
  static final String TREE =
      """
      id: tree
      edition: "1"
      title: { en: Tree, zh: 树 }
      description: { en: A tree, zh: 一棵树 }
      source: the tests
      levels:
        - { id: low, rank: 1, title: { en: Low, zh: 低 }, hours: 40, entry: [ { en: Can read, zh: 会阅读 } ] }
      exam: { passMark: 60, theoryMinutes: 90, practiceMinutes: 150, candidatesPerInvigilator: 15, invigilators: 2, candidatesPerExaminer: 5, examiners: 3 }
      sections:
        - { id: T, kind: track, level: low, title: { en: Track, zh: 方向 } }
        - { id: F1, kind: function, parent: T, title: { en: One, zh: 一 } }
        - { id: F2, kind: function, parent: T, title: { en: Two, zh: 二 } }
      weights:
        - { exam: theory, track: T, percent: { F1: 40, F2: 60 } }
      competencies:
        - { code: A1, type: skill, section: F1, statement: { en: Does one, zh: 做一 } }
        - { code: K1, type: knowledge, section: F2, title: { en: Two, zh: 二 } }
      """;

  void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The good file with one passage changed. */
  static String with(String passage, String change) {
    assertThat(GOOD).containsOnlyOnce(passage);
    return GOOD.replace(passage, change);
  }

  FrameworkCatalog load() {
    return FrameworkCatalog.load(folder);
  }

  List<String> problems() {
    FrameworkException thrown = catchThrowableOfType(FrameworkException.class, this::load);
    assertThat(thrown).as("the catalog of " + folder + " should be refused").isNotNull();
    return thrown.problems();
  }
}
