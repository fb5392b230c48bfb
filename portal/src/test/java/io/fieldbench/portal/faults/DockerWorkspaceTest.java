package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.lab.Workspace;
import io.fieldbench.portal.workspace.Desks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.springframework.beans.factory.annotation.Autowired;

/** A portal whose labs have workspaces, and the copies that it makes of them. */
abstract class DockerWorkspaceTest extends DockerPortalIntegrationTest {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofSeconds(10);

  @Autowired Desks desks;

  Work newWork() {
    return newWork("files", ShortExercise.WORKSPACE);
  }

  Workspace workspace(Work work) {
    return handle(work).workspace().orElseThrow();
  }

  void shell(Work work, String script) throws IOException {
    var result = workspace(work).exec(List.of("sh", "-c", script), SHORT, 1000);
    assertThat(result.exitCode()).as(result.error()).isZero();
  }

  static Map<String, String> unzipped(byte[] zip) throws IOException {
    var files = new TreeMap<String, String>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  /** How many files the copy holds; -1 without one. */
  int copied(Work work) {
    return jdbc.sql("select files from workspace_copy where enrolment_id = :id")
        .param("id", work.enrolment())
        .query(Integer.class)
        .optional()
        .orElse(-1);
  }

  static String saved(Work work) {
    return work.browser().page(work.path() + "/part/saved");
  }

  /** The files of the copy, by path. */
  Map<String, String> copy(Work work) throws IOException {
    var zip =
        jdbc.sql("select content from workspace_copy where enrolment_id = :id")
            .param("id", work.enrolment())
            .query(byte[].class)
            .optional();
    return zip.isPresent() ? unzipped(zip.get()) : Map.of();
  }

  boolean isSavedWith(Work work, String file, String text) throws IOException {
    return text.equals(copy(work).get(file));
  }
}
