package io.fieldbench.portal.training;

import io.fieldbench.lab.LabId;
import io.fieldbench.lab.Snapshot;
import io.fieldbench.lab.Workspace.Entry;
import io.fieldbench.portal.workspace.Desks;
import io.fieldbench.portal.workspace.SaveState;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the work page shows of a workspace.
 *
 * @param more whether there are more files than are shown
 * @param saved null while there is no workspace
 */
record BenchView(UUID enrolment, List<FileLine> files, boolean more, @Nullable SaveState saved) {
  private static final int MOST = Snapshot.Bounds.ANSWER.files();

  static BenchView of(UUID enrolment, Optional<LabId> lab, Desks desks) {
    List<Entry> entries = lab.map(desks::files).orElse(List.of());
    return new BenchView(
        enrolment,
        FileLine.of(entries.stream().limit(MOST).toList()),
        entries.size() > MOST,
        lab.flatMap(desks::saveState).orElse(null));
  }
}
