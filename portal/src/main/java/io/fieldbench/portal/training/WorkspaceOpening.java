package io.fieldbench.portal.training;

import io.fieldbench.lab.Lab;
import io.fieldbench.lab.Workspace;
import io.fieldbench.portal.catalog.Catalog;
import io.fieldbench.portal.lab.LabOpened;
import io.fieldbench.portal.lab.Labs;
import io.fieldbench.portal.workspace.Desks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Gives each lab with a workspace its enrolment's files before the lab counts as ready. */
@Component
class WorkspaceOpening {
  private final Enrolments enrolments;
  private final Catalog catalog;
  private final Labs labs;
  private final Desks desks;

  WorkspaceOpening(Enrolments enrolments, Catalog catalog, Labs labs, Desks desks) {
    this.enrolments = enrolments;
    this.catalog = catalog;
    this.labs = labs;
    this.desks = desks;
  }

  @EventListener
  void on(LabOpened opened) {
    Lab lab = opened.lab();
    lab.workspace()
        .ifPresent(workspace ->
            enrolments
                .findByLabId(lab.id().value())
                .ifPresent(enrolment -> open(enrolment, lab, workspace)));
  }

  private void open(Enrolment enrolment, Lab lab, Workspace workspace) {
    Map<String, byte[]> starter =
        catalog
            .exercise(enrolment.exercise())
            .flatMap(exercise ->
                labs.find(lab.id())
                    .map(view ->
                        Starter.filled(
                            exercise.forCandidate(enrolment.seed()),
                            Starter.connectionInside(view.request()))))
            .orElse(Map.of());
    try {
      desks.open(enrolment.id(), lab, workspace, starter);
    } catch (IOException e) {
      throw new UncheckedIOException("the workspace's files could not be put in place", e);
    }
  }
}
