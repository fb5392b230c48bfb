package io.fieldbench.portal.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.Competency.Type;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Coverage;
import io.fieldbench.competency.Coverage.Claim;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkCatalog;
import io.fieldbench.competency.FrameworkIndex;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.competency.Section;
import io.fieldbench.portal.record.CoverageMap.Cell;
import io.fieldbench.portal.record.CoverageMap.Row;
import io.fieldbench.portal.record.SectionGroups.Group;
import io.fieldbench.portal.web.Pages;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a framework becomes rows, cells and shares. */
class CoverageMapTests {
  private static final FrameworkIndex STANDARD =
      FrameworkIndex.of(FrameworkCatalog.shipped().framework("cn-2-02-10-10").orElseThrow());
  private static final FrameworkIndex CARD =
      FrameworkIndex.of(FrameworkCatalog.shipped().framework("iiot-specialist").orElseThrow());

  private static Coverage covered(String... claims) {
    return Coverage.of(
        STANDARD,
        Stream.of(claims)
            .map(claim -> claim.split("@"))
            .map(c -> new Claim(new CompetencyRef("cn-2-02-10-10", c[0]), c[1]))
            .toList());
  }

  private static CoverageMap map(String part, Coverage coverage) {
    return CoverageMap.of(STANDARD, coverage, STANDARD.section(part).orElseThrow());
  }

  private static Cell cell(CoverageMap map, String id) {
    return map.rows().stream()
        .flatMap(row -> row.lines().stream())
        .flatMap(List::stream)
        .filter(cell -> cell.section().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void hasARowForEachHeadingThatTheExamsWeigh() {
    CoverageMap map = map("1a", covered());
    assertThat(map.rows())
        .extracting(row -> row.section().id())
        .containsExactly("B2.1", "B2.2", "1a-F1", "1a-F2", "1a-F3");
    assertThat(map.rows().get(2).weights()).isEqualTo(Map.of("theory", 30, "practice", 45));
    assertThat(map.rows()).allMatch(Row::untouched);
    assertThat(map.rows().get(1).lines()).as("five cells, four abreast").hasSize(2);
  }

  @Test
  void showsEachCompetencyOfTheTrackOnce() {
    Section track = STANDARD.section("1a").orElseThrow();
    Section basics = STANDARD.section("B2").orElseThrow();
    long tiles = map("1a", covered()).counts().values().stream().mapToLong(n -> n).sum();
    assertThat(tiles).isEqualTo(STANDARD.below(track).size() + STANDARD.below(basics).size());
  }

  @Test
  void aCellIsTheWarmerTheMoreOfItIsCovered() {
    assertThat(cell(map("1a", covered()), "1a-W2.2").heat()).isZero();
    CoverageMap one = map("1a", covered("1a-A2.2.2@x", "1a-A2.2.2@y"));
    assertThat(cell(one, "1a-W2.2").heat()).isEqualTo(1);
    assertThat(cell(one, "1a-W2.2").covered()).isEqualTo(1);
    assertThat(cell(one, "1a-W2.2").bands().getFirst().practice()).isTrue();
    assertThat(one.counts()).containsEntry(2, 1L).doesNotContainKey(1);
    CoverageMap most = map("1a", covered("1a-A2.2.2@x", "1a-A2.2.1@x", "1a-K2.2.1@x"));
    assertThat(cell(most, "1a-W2.2").heat()).isEqualTo(2);
    CoverageMap all =
        map(
            "1a",
            covered("1a-A2.2.2@x", "1a-A2.2.1@x", "1a-K2.2.1@x", "1a-K2.2.2@x", "1a-K2.2.3@x"));
    assertThat(cell(all, "1a-W2.2").heat()).isEqualTo(3);
  }

  /** A part that no exam weighs still has its headings. */
  @Test
  void aPartWithoutExamsIsShownByItsHeadings() {
    assertThat(map("B2", covered()).rows())
        .extracting(row -> row.section().id())
        .containsExactly("B2.1", "B2.2");
  }

  @Test
  void whatStandsRightUnderAHeadingHasACellOfItsOwn() {
    var top = new Section("T", "part", null, text("Top"), null);
    var below = new Section("S", "part", "T", text("Sub"), null);
    Framework mixed =
        new Framework(
            "mixed",
            "1",
            "0",
            text("Mixed"),
            text("Mixed"),
            text("a test"),
            null,
            null,
            null,
            List.of(),
            null,
            List.of(top, below),
            List.of(),
            List.of(skill("1", "T"), skill("2", "S")));
    FrameworkIndex index = FrameworkIndex.of(mixed);
    CoverageMap map = CoverageMap.of(index, Coverage.of(index, List.of()), below);
    assertThat(map.rows()).hasSize(1);
    CoverageMap whole = CoverageMap.of(index, Coverage.of(index, List.of()), top);
    assertThat(whole.counts()).isEqualTo(Map.of(0, 2L));
  }

  @Test
  void sharesOfATrackFollowItsWeights() {
    TrackShares shares =
        TrackShares.of(
            STANDARD.framework(), covered("1a-A2.2.2@x"), STANDARD.section("1a").orElseThrow());
    assertThat(shares.exams()).isEqualTo(Map.of("theory", 0.0, "practice", 5.0));
    assertThat(shares.rows()).hasSize(5);
    assertThat(shares.rows().getFirst().exams()).containsOnlyKeys("theory");
    assertThat(TrackShares.of(STANDARD.framework(), covered())).hasSize(7);
  }

  @Test
  void groupsFollowTheTreeOrTheSourcesGroups() {
    Section track = STANDARD.section("1a").orElseThrow();
    List<Group<String>> tree =
        SectionGroups.of(
            STANDARD, track, SectionGroups.competencies(STANDARD, track), Competency::code);
    assertThat(tree).hasSize(9);
    assertThat(tree).filteredOn(g -> g.above() != null).hasSize(3);
    assertThat(tree.getFirst().weights()).isEqualTo(Map.of("theory", 30, "practice", 45));
    assertThat(
            SectionGroups.of(CARD, null, SectionGroups.competencies(CARD, null), Competency::code))
        .flatExtracting(Group::items)
        .hasSize(CARD.framework().competencies().size());
    assertThat(SectionGroups.part(CARD, "")).isNull();
    assertThat(SectionGroups.part(STANDARD, "").id()).isEqualTo("1a");
  }

  @Test
  void aPageIsACutOfTheWholeList() {
    List<Integer> all = java.util.stream.IntStream.range(0, 450).boxed().toList();
    assertThat(Pages.of(all, 0).getContent()).isEqualTo(all.subList(0, 200));
    assertThat(Pages.of(all, 2).getContent()).isEqualTo(all.subList(400, 450));
    assertThat(Pages.of(all, Integer.MAX_VALUE).getNumber()).isEqualTo(2);
    assertThat(Pages.of(all, Integer.MIN_VALUE).getNumber()).isZero();
    assertThat(Pages.of(all.subList(0, 400), 5).hasNext()).isFalse();
    assertThat(Pages.of(all.subList(0, 400), 5).getNumber()).isEqualTo(1);
    assertThat(Pages.of(List.of(), 3)).isEmpty();
  }

  private static LocalizedText text(String text) {
    return new LocalizedText(text, text);
  }

  private static Competency skill(String code, String section) {
    return new Competency(
        code, Type.SKILL, section, text("G"), text("T"), text("S"), null, null, List.of());
  }
}
