package io.fieldbench.portal.catalog;

import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Crosswalk.Match;
import io.fieldbench.competency.Framework;
import io.fieldbench.portal.audit.AuditLog;
import io.fieldbench.portal.catalog.LinkProposal.State;
import io.fieldbench.portal.web.Pages;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The links that people propose beside those of the product. Two people stand for each that counts:
 * who proposed it cannot approve it.
 */
@Service
@Transactional
public class LinkProposals {
  private static final String COLUMNS =
      """
      select id, from_framework, from_code, from_hash, to_framework, to_hash, to_code, match,
        reason, state, proposed_by, proposed_at, decided_by, decided_at
      from link_proposal\
      """;

  private final Catalog catalog;
  private final EarlierVersions earlier;
  private final JdbcClient jdbc;
  private final AuditLog audit;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  LinkProposals(
      Catalog catalog,
      EarlierVersions earlier,
      JdbcClient jdbc,
      AuditLog audit,
      Clock clock,
      ApplicationEventPublisher events) {
    this.catalog = catalog;
    this.earlier = earlier;
    this.events = events;
    this.jdbc = jdbc;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * The open ones first, then those decided, the last first.
   *
   * @param number of the page, from 0; one that is not there gives the nearest
   */
  @Transactional(readOnly = true)
  public Page<LinkProposal> page(int number) {
    int total = jdbc.sql("select count(*) from link_proposal").query(Integer.class).single();
    int last = Math.max(0, (total - 1) / Pages.SIZE);
    var page = PageRequest.of(Math.clamp(number, 0, last), Pages.SIZE);
    List<LinkProposal> found =
        jdbc.sql(
                COLUMNS
                    + """
                     order by case when open then 0 else 1 end,
                      coalesce(decided_at, proposed_at) desc, id limit :size offset :offset\
                    """)
            .param("size", page.getPageSize())
            .param("offset", page.getOffset())
            .query(LinkProposals::row)
            .list();
    return new PageImpl<>(found, page, total);
  }

  /** Those that two people stand for, the oldest first. */
  @Transactional(readOnly = true)
  public List<LinkProposal> approved() {
    return jdbc.sql(COLUMNS + " where state = 'APPROVED' order by decided_at, id")
        .query(LinkProposals::row)
        .list();
  }

  @Transactional(readOnly = true)
  public Optional<LinkProposal> find(UUID id) {
    return jdbc.sql(COLUMNS + " where id = :id")
        .param("id", id)
        .query(LinkProposals::row)
        .optional();
  }

  /**
   * @param to null where nothing in the framework matches; then there is no match either
   * @return false where just this is open already, be it by other codes of an earlier edition
   */
  public boolean propose(
      String by,
      CompetencyRef from,
      String toFramework,
      @Nullable CompetencyRef to,
      @Nullable Match match,
      String reason) {
    if (isOpen(from, toFramework, to)) {
      return false;
    }
    String code = to == null ? null : to.code();
    UUID id = UUID.randomUUID();
    int added =
        jdbc.sql(
                """
                insert into link_proposal
                  (id, from_framework, from_code, from_hash, to_framework, to_hash, to_code, target,
                   match, reason, state, open, proposed_by, proposed_at)
                values (:id, :framework, :code, :hash, :toFramework, :toHash, :toCode, :target,
                  :match, :reason, 'OPEN', true, :by, :at)
                on conflict do nothing\
                """)
            .param("id", id)
            .param("framework", from.framework())
            .param("code", from.code())
            .param("hash", hash(from.framework()))
            .param("toHash", hash(toFramework))
            .param("toFramework", toFramework)
            .param("toCode", code, Types.VARCHAR)
            .param("target", code == null ? "" : code)
            .param("match", match == null ? null : match.name(), Types.VARCHAR)
            .param("reason", reason)
            .param("by", by)
            .param("at", now())
            .update();
    if (added == 0) {
      return false;
    }
    audit.noteChange(
        by, "link-proposed", "link/" + id, from + " → " + (to == null ? toFramework : to));
    return true;
  }

  /**
   * Approves, rejects or withdraws an open one: who proposed it may only withdraw it, and nobody
   * else may.
   *
   * @return false where it is not open any more, or this person may not
   */
  public boolean decide(String by, UUID id, State state) {
    if (state == State.OPEN) {
      throw new IllegalArgumentException("open is no decision");
    }
    String who = state == State.WITHDRAWN ? "proposed_by = :by" : "proposed_by <> :by";
    boolean decided =
        jdbc.sql(
                    "update link_proposal set state = :state, open = null, decided_by = :by,"
                        + " decided_at = :at where id = :id and open and "
                        + who)
                .param("state", state.name())
                .param("by", by)
                .param("at", now())
                .param("id", id)
                .update()
            > 0;
    if (decided) {
      String action = "link-" + state.name().toLowerCase(Locale.ROOT);
      audit.noteChange(by, action, "link/" + id, "");
      events.publishEvent(new LinkDecided(id));
    }
    return decided;
  }

  private boolean isOpen(CompetencyRef from, String toFramework, @Nullable CompetencyRef to) {
    return jdbc
        .sql(COLUMNS + " where open and from_framework = :from and to_framework = :to")
        .param("from", from.framework())
        .param("to", toFramework)
        .query(LinkProposals::row)
        .list()
        .stream()
        .filter(p -> earlier.now(p.from(), p.fromHash()).filter(from::equals).isPresent())
        .anyMatch(p -> isEnd(p, to));
  }

  private boolean isEnd(LinkProposal proposal, @Nullable CompetencyRef to) {
    CompetencyRef end = proposal.to();
    return end == null || to == null
        ? end == to
        : earlier.now(end, proposal.toHash()).filter(to::equals).isPresent();
  }

  private String hash(String framework) {
    return catalog.framework(framework).map(Framework::hash).orElse("");
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC);
  }

  private static LinkProposal row(ResultSet row, int number) throws SQLException {
    String code = row.getString("to_code");
    String match = row.getString("match");
    OffsetDateTime decided = row.getObject("decided_at", OffsetDateTime.class);
    return new LinkProposal(
        row.getObject("id", UUID.class),
        new CompetencyRef(row.getString("from_framework"), row.getString("from_code")),
        row.getString("from_hash"),
        row.getString("to_framework"),
        row.getString("to_hash"),
        code == null ? null : new CompetencyRef(row.getString("to_framework"), code),
        match == null ? null : Match.valueOf(match),
        row.getString("reason"),
        State.valueOf(row.getString("state")),
        row.getString("proposed_by"),
        row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
        row.getString("decided_by"),
        decided == null ? null : decided.toInstant());
  }
}
