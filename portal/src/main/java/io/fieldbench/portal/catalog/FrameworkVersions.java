package io.fieldbench.portal.catalog;

import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkReader;
import io.fieldbench.competency.FrameworkWriter;
import io.fieldbench.competency.exchange.FrameworkDocument;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The versions of frameworks in the database; none is ever changed or removed. */
@Component
class FrameworkVersions {
  private final JdbcClient jdbc;
  private final Clock clock;

  FrameworkVersions(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The oldest first. */
  List<FrameworkVersion> all() {
    return jdbc.sql(
            """
            select hash, framework, edition, imported, open_to_all, added_at from framework_version
            order by added_at, edition, hash\
            """)
        .query((row, number) ->
            new FrameworkVersion(
                row.getString("hash"),
                row.getString("framework"),
                row.getString("edition"),
                row.getBoolean("imported"),
                row.getBoolean("open_to_all"),
                row.getObject("added_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /**
   * By framework, the imported version that is in use: of the edition that came last, where that
   * edition was imported.
   */
  Map<String, FrameworkVersion> inUse() {
    var editions = new LinkedHashMap<String, Map<String, FrameworkVersion>>();
    for (FrameworkVersion version : all()) {
      editions
          .computeIfAbsent(version.framework(), f -> new LinkedHashMap<>())
          .merge(
              version.edition(),
              version,
              (before, after) -> before.imported() && !after.imported() ? before : after);
    }
    var inUse = new LinkedHashMap<String, FrameworkVersion>();
    editions.forEach((framework, byEdition) -> {
      FrameworkVersion last = List.copyOf(byEdition.values()).getLast();
      if (last.imported()) {
        inUse.put(framework, last);
      }
    });
    return inUse;
  }

  /** The framework of that hash, where it was ever in use. */
  Optional<Framework> read(String hash) {
    return jdbc.sql("select definition from framework_version where hash = :hash")
        .param("hash", hash)
        .query(String.class)
        .optional()
        .map(text ->
            FrameworkReader.read(hash, text.getBytes(StandardCharsets.UTF_8)).withHash(hash));
  }

  /** Writes down what came with the product, where that was not done before. */
  void keep(Framework framework) {
    if (all().stream().noneMatch(v -> v.hash().equals(framework.hash()))) {
      add(framework, null, false, null);
    }
  }

  /**
   * Adds one that an institution brought.
   *
   * @return false where another process has added one of the same edition just now
   */
  boolean publish(Framework framework, boolean openToAll, @Nullable String by) {
    return add(framework, true, openToAll, by);
  }

  /** The file that a version was imported from, where that was kept. */
  Optional<FrameworkDocument> document(Framework framework) {
    return jdbc.sql(
            """
            select document_format, document from framework_version
            where hash = :hash and document is not null\
            """)
        .param("hash", framework.hash())
        .query((row, number) ->
            FrameworkDocument.kept(
                row.getString("document_format"),
                framework,
                row.getString("document").getBytes(StandardCharsets.UTF_8)))
        .optional();
  }

  /** Keeps the file of a version that has none. */
  void keep(Framework framework, FrameworkDocument document) {
    jdbc.sql(
            """
            update framework_version set document_format = :format, document = :document
            where hash = :hash and document is null\
            """)
        .param("format", document.format())
        .param("document", new String(document.write(), StandardCharsets.UTF_8))
        .param("hash", framework.hash())
        .update();
  }

  /** Who may read it; its content never changes. */
  void open(String hash, boolean openToAll) {
    jdbc.sql("update framework_version set open_to_all = :open where hash = :hash")
        .param("open", openToAll)
        .param("hash", hash)
        .update();
  }

  private boolean add(
      Framework framework, @Nullable Boolean imported, boolean openToAll, @Nullable String by) {
    return jdbc.sql(
                """
                insert into framework_version
                  (hash, framework, edition, imported, open_to_all, definition, added_by, added_at)
                values (:hash, :framework, :edition, :imported, :open, :definition, :by, :at)
                on conflict do nothing\
                """)
            .param("hash", framework.hash())
            .param("framework", framework.id())
            .param("edition", framework.edition())
            .param("imported", imported, Types.BOOLEAN)
            .param("open", openToAll)
            .param(
                "definition", new String(FrameworkWriter.write(framework), StandardCharsets.UTF_8))
            .param("by", by, Types.VARCHAR)
            .param("at", OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC))
            .update()
        > 0;
  }
}
