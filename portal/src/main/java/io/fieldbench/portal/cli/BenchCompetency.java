package io.fieldbench.portal.cli;

import io.fieldbench.competency.Competency;
import io.fieldbench.competency.CompetencyRef;
import io.fieldbench.competency.Coverage;
import io.fieldbench.competency.Coverage.Claim;
import io.fieldbench.competency.Framework;
import io.fieldbench.competency.FrameworkIndex;
import io.fieldbench.competency.Level;
import io.fieldbench.competency.LocalizedText;
import io.fieldbench.competency.Section;
import io.fieldbench.competency.Weights;
import io.fieldbench.competency.exchange.EscoFiles;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Works with a made-up framework of 10,000 competencies and with ESCO's files, each beside the bare
 * query or the bare reading of the same.
 */
@Command(
    name = "competency",
    description = "Import, search, coverage and progress, beside bare queries and reads.",
    mixinStandardHelpOptions = true)
final class BenchCompetency implements Callable<Integer> {
  private static final int TRACKS = 10;
  private static final int FUNCTIONS = 10;
  private static final int CONTENTS = 10;
  private static final int ITEMS = 10;

  /** What one person has proven, and what exercises name. */
  private static final int PROOFS = 500;

  private static final String ID = "made-up";
  private static final String SOUGHT = "sensor";

  @Option(names = "--esco", paramLabel = "DIR", description = "A folder with ESCO's CSV files.")
  private @Nullable Path esco;

  @Option(
      names = "--times",
      defaultValue = "9",
      description = "How often, after one that does not count (default: ${DEFAULT-VALUE}).")
  private int times;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-34s %12s %12s %8s%n", "median of " + times, "Fieldbench ms", "bare ms", "ratio");
    if (esco == null) {
      out.println("import of ESCO's files: left out; --esco names their folder");
    } else {
      Path folder = esco;
      row(
          "import of all ESCO skills, / reading",
          () -> EscoFiles.skills(folder, Optional.empty()).competencies().size(),
          () -> bytes(folder));
    }
    Framework framework = madeUp();
    row(
        "index of 10,000, / a map of them",
        () -> FrameworkIndex.of(framework).roots().size(),
        () ->
            framework.competencies().stream()
                .collect(Collectors.toMap(Competency::code, c -> c))
                .size());
    FrameworkIndex index = FrameworkIndex.of(framework);
    try (Connection database =
        DriverManager.getConnection("jdbc:h2:mem:competency;OPTIMIZE_REUSE_RESULTS=0")) {
      fill(database, framework);
      List<Claim> claims = claims(proven(database));
      row(
          "search, / select … like",
          () -> index.search().find(SOUGHT, c -> true, 100).total(),
          () -> count(database, "select * from item where en like '%" + SOUGHT + "%'"));
      row(
          "coverage of all exams, / join",
          () -> Coverage.of(index, claims).exams().size(),
          () ->
              count(
                  database,
                  "select track, count(proof.code) from item left join proof using (code)"
                      + " group by track"));
      row(
          "one person's progress, / select",
          () -> Coverage.of(index, claims(proven(database))).exams().size(),
          () -> proven(database).size());
    }
    out.flush();
    return 0;
  }

  private void row(String what, Callable<?> ours, Callable<?> bare) throws Exception {
    double one = median(ours);
    double other = median(bare);
    spec.commandLine()
        .getOut()
        .printf("%-34s %12.2f %12.2f %8.2f%n", what, one, other, one / other);
  }

  private double median(Callable<?> work) throws Exception {
    work.call();
    double[] took = new double[times];
    for (int i = 0; i < times; i++) {
      long from = System.nanoTime();
      work.call();
      took[i] = (System.nanoTime() - from) / 1e6;
    }
    Arrays.sort(took);
    return took[times / 2];
  }

  private static long bytes(Path folder) throws Exception {
    long sum = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sum += Files.readString(file).length();
      }
    }
    return sum;
  }

  private static Framework madeUp() {
    var sections = new ArrayList<Section>();
    var weights = new ArrayList<Weights>();
    var competencies = new ArrayList<Competency>();
    for (int t = 0; t < TRACKS; t++) {
      String track = "T" + t;
      sections.add(new Section(track, "track", null, text("Track", t), "1"));
      var percent = new LinkedHashMap<String, Integer>();
      for (int f = 0; f < FUNCTIONS; f++) {
        String function = track + "-F" + f;
        sections.add(new Section(function, "function", track, text("Function", f), null));
        percent.put(function, 100 / FUNCTIONS);
        for (int c = 0; c < CONTENTS; c++) {
          String content = function + "-W" + c;
          var section = new Section(content, "work-content", function, text("Content", c), null);
          sections.add(section);
          for (int i = 0; i < ITEMS; i++) {
            competencies.add(competency(content + "-" + i, section, i));
          }
        }
      }
      weights.add(new Weights("practice", track, percent));
      weights.add(new Weights("theory", track, percent));
    }
    var title = new LocalizedText("Made up", "虚构");
    var level = new Level("1", 1, title, null, List.of());
    return new Framework(
        ID,
        "1",
        "",
        title,
        title,
        title,
        null,
        null,
        null,
        List.of(level),
        null,
        sections,
        weights,
        competencies);
  }

  private static Competency competency(String code, Section section, int number) {
    var type = number % 2 == 0 ? Competency.Type.SKILL : Competency.Type.KNOWLEDGE;
    LocalizedText title =
        number == 0 ? text("Reads a sensor at place", code.hashCode()) : text("Does", number);
    return new Competency(
        code, type, section.id(), section.title(), title, title, "1", null, List.of());
  }

  private static LocalizedText text(String what, int number) {
    return new LocalizedText(what + " " + number, "第 " + number + " 项 " + what);
  }

  private static void fill(Connection database, Framework framework) throws SQLException {
    try (var statement = database.createStatement()) {
      statement.execute(
          "create table item (code varchar(40) primary key, track varchar(8), en varchar(200))");
      statement.execute("create table proof (code varchar(40) primary key)");
    }
    List<Competency> all = framework.competencies();
    try (PreparedStatement item = database.prepareStatement("insert into item values (?, ?, ?)");
        PreparedStatement proof = database.prepareStatement("insert into proof values (?)")) {
      for (int i = 0; i < all.size(); i++) {
        String code = all.get(i).code();
        item.setString(1, code);
        item.setString(2, code.substring(0, code.indexOf('-')));
        item.setString(3, all.get(i).title().en());
        item.executeUpdate();
        if (i % (all.size() / PROOFS) == 0) {
          proof.setString(1, code);
          proof.executeUpdate();
        }
      }
    }
  }

  private static List<String> proven(Connection database) throws SQLException {
    var codes = new ArrayList<String>();
    try (var statement = database.createStatement();
        ResultSet rows = statement.executeQuery("select code from proof order by code")) {
      while (rows.next()) {
        codes.add(rows.getString(1));
      }
    }
    return codes;
  }

  private static List<Claim> claims(List<String> codes) {
    return codes.stream().map(code -> new Claim(new CompetencyRef(ID, code), "proof")).toList();
  }

  private static int count(Connection database, String query) throws SQLException {
    try (var statement = database.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    }
  }
}
