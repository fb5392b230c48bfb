package io.fieldbench.portal.cli;

import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.portal.catalog.FrameworkExport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The installation whose frameworks are meant, where those that came with the product are not. */
final class Installation {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "Folder of a portal, which must be stopped: its imported frameworks are meant then, in the",
        "places of those that came with the product."
      })
  private @Nullable Path data;

  @Mixin private DatabaseOption database = new DatabaseOption();

  boolean isGiven() {
    return data != null || database.isGiven();
  }

  /** The frameworks as a portal there has them; those that came with the product without one. */
  FrameworkCatalog frameworks() throws VerbFailure {
    FrameworkCatalog shipped = FrameworkCatalog.shipped();
    return isGiven() ? shipped.with(read(FrameworkExport::imported)) : shipped;
  }

  /** As {@link FrameworkExport#of}; only where an installation is given. */
  Optional<FrameworkExport> framework(String id, @Nullable String edition) throws VerbFailure {
    return read(settings -> FrameworkExport.of(settings, id, edition));
  }

  private interface Reading<T> {
    T of(List<String> settings);
  }

  private <T> T read(Reading<T> reading) throws VerbFailure {
    Fieldbench.leaveLogsToSpring();
    if (database.isGiven()) {
      return reading.of(database.settings());
    }
    if (data == null) {
      throw new IllegalStateException("no installation is given");
    }
    try (DataFolder folder = DataFolder.openExisting(data)) {
      return reading.of(List.of("--fieldbench.data=" + folder.path()));
    }
  }
}
