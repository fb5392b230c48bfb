package io.fieldbench.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTests {
  @ParameterizedTest
  @ValueSource(strings = {"/", "/exercises/mqtt-overheat-alarm", "/a?b=c&d=%E4%B8%AD", "/a/:b"})
  void keepsPathsOfThisServer(String path) {
    assertThat(LocalPath.orHome(path)).isEqualTo(path);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "exercises",
        "//host",
        "///host",
        "/\\host",
        "\\\\host",
        "https://host/",
        "http:/a",
        "/a b",
        "/a\n",
        "/\u0000",
        "/中",
        "/{x}",
        "/%zz"
      })
  void fallsBackToTheStartPage(String path) {
    assertThat(LocalPath.orHome(path)).isEqualTo("/");
  }
}
