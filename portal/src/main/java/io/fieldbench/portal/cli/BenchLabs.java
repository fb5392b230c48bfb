package io.fieldbench.portal.cli;

import io.fieldbench.exercise.Variant;
import io.fieldbench.lab.Lab;
import io.fieldbench.lab.LabException;
import io.fieldbench.lab.LabId;
import io.fieldbench.lab.LabRequest;
import io.fieldbench.lab.docker.BareLab;
import io.fieldbench.lab.docker.DockerRuntime;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Labs on the Docker Engine beside what they are compared with: the Engine's bare calls and Docker
 * Compose make the same containers. A lab counts as made when its broker lets the runtime in.
 */
@Command(
    name = "labs",
    description =
        "Cold starts of labs on Docker beside bare calls and Compose, many at once, and how soon a"
            + " key is echoed.",
    mixinStandardHelpOptions = true)
final class BenchLabs implements Callable<Integer> {
  private static final String EXERCISE = "payload-normaliser";
  private static final int KEYS = 200;
  private static final Pattern LAB = Pattern.compile("\\bl-[0-9a-f]{10}\\b");

  @Option(
      names = "--times",
      defaultValue = "5",
      description = "Rounds of cold starts (default: ${DEFAULT-VALUE}).")
  private int times;

  @Option(
      names = "--at-once",
      defaultValue = "20",
      description = "Labs that are started at once (default: ${DEFAULT-VALUE}).")
  private int atOnce;

  @Option(names = "--data", hidden = true)
  private @Nullable Path data;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Random random = new Random();

  @Override
  public Integer call() throws VerbFailure, IOException, InterruptedException {
    if (times < 1 || atOnce < 1) {
      throw new VerbFailure("--times and --at-once must be at least 1");
    }
    Variant variant =
        ExerciseVerb.published(
                ExerciseVerb.chosen(Content.exercises(null), List.of(EXERCISE)).getFirst())
            .forCandidate(1);
    try (var runtime = new DockerRuntime(DockerRuntime.Options.of("127.0.0.1", "bench"))) {
      List<String> reasons = runtime.unsupported(variant.lab());
      if (!reasons.isEmpty()) {
        throw new VerbFailure("Labs cannot run on Docker: " + String.join("; ", reasons));
      }
      try {
        // What a bench that was killed has left.
        runtime.reconcile(Set::of);
        coldStarts(runtime, variant);
        manyAtOnce(runtime, variant);
        echoes(runtime, variant);
      } finally {
        runtime.reconcile(Set::of);
      }
    } catch (LabException e) {
      throw new VerbFailure("A lab could not be made: " + e.getMessage());
    }
    return 0;
  }

  private LabRequest request(Variant variant) {
    byte[] bytes = new byte[5];
    random.nextBytes(bytes);
    return LabRequest.fresh(new LabId("l-" + HexFormat.of().formatHex(bytes)), variant.lab());
  }

  private void coldStarts(DockerRuntime runtime, Variant variant)
      throws LabException, IOException, InterruptedException, VerbFailure {
    PrintWriter out = spec.commandLine().getOut();
    Optional<Compose> compose = Compose.installed();
    out.printf(
        "Cold lab of %s: broker, workspace and gate, ms until the broker lets in%n", EXERCISE);
    out.println("round    Fieldbench  bare calls  Compose    / bare  / Compose");
    var ours = new ArrayList<Double>();
    var bares = new ArrayList<Double>();
    var composed = new ArrayList<Double>();
    for (int i = 0; i <= times; i++) {
      LabRequest request = request(variant);
      long before = System.nanoTime();
      Lab lab = runtime.start(request);
      double our = millisSince(before);
      try (var bare = new BareLab(lab.id())) {
        lab.destroy();
        before = System.nanoTime();
        bare.start();
        awaitBroker(lab, request);
        double bareMillis = millisSince(before);
        bare.remove();
        double composeMillis = Double.NaN;
        if (compose.isPresent()) {
          composeMillis = compose(compose.get(), bare, lab, request);
          bare.remove();
        }
        if (i == 0) {
          continue; // The JVM's and the Engine's first; as a warm-up.
        }
        ours.add(our);
        bares.add(bareMillis);
        composed.add(composeMillis);
        print(out, "" + i, our, bareMillis, composeMillis);
      }
    }
    print(out, "median", median(ours), median(bares), median(composed));
    if (compose.isEmpty()) {
      out.println("Compose is not installed here (package docker-compose): not compared.");
    }
    out.flush();
  }

  private static void print(PrintWriter out, String round, double our, double bare, double with) {
    out.printf(
        Locale.ROOT,
        "%-8s %10.0f %11.0f %8s %9.2f %10s%n",
        round,
        our,
        bare,
        Double.isNaN(with) ? "–" : String.format(Locale.ROOT, "%.0f", with),
        our / bare,
        Double.isNaN(with) ? "–" : String.format(Locale.ROOT, "%.2f", our / with));
    out.flush();
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static double compose(Compose compose, BareLab bare, Lab lab, LabRequest request)
      throws IOException, InterruptedException, VerbFailure {
    long before = System.nanoTime();
    compose.up(lab.id().value(), bare.compose());
    awaitBroker(lab, request);
    return millisSince(before);
  }

  private static void awaitBroker(Lab lab, LabRequest request)
      throws InterruptedException, VerbFailure {
    var broker = lab.endpoints().values().iterator().next();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < deadline) {
      if (BareLab.answers(request, broker)) {
        return;
      }
      Thread.sleep(5);
    }
    throw new VerbFailure("The broker of lab " + lab.id() + " did not answer within a minute");
  }

  private void manyAtOnce(DockerRuntime runtime, Variant variant) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    long before = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var took = new ArrayList<Double>();
      var labs = new ArrayList<Lab>();
      Callable<Lab> start =
          () -> {
            Lab lab = runtime.start(request(variant));
            synchronized (took) {
              took.add(millisSince(before));
            }
            return lab;
          };
      for (Future<Lab> lab : executor.invokeAll(Collections.nCopies(atOnce, start))) {
        if (lab.state() == Future.State.SUCCESS) {
          labs.add(lab.resultNow());
        } else {
          out.println("  failed: " + lab.exceptionNow().getMessage());
        }
      }
      labs.forEach(lab -> executor.submit(lab::destroy));
      took.sort(null);
      out.printf(
          Locale.ROOT,
          "%nAt once: %d of %d labs ready; the first after %.1f s, the last after %.1f s%n",
          took.size(),
          atOnce,
          took.isEmpty() ? 0 : took.getFirst() / 1000,
          took.isEmpty() ? 0 : took.getLast() / 1000);
      out.flush();
    }
  }

  private void echoes(DockerRuntime runtime, Variant variant)
      throws LabException, IOException, InterruptedException, VerbFailure {
    Lab lab = runtime.start(request(variant));
    String service = variant.lab().workspace().orElseThrow().service();
    double bare;
    double session;
    try (var own = new BareLab(lab.id());
        var shell = own.shell(service);
        var terminal = lab.workspace().orElseThrow().terminal(80, 24)) {
      bare = Echo.of(shell, KEYS);
      session = Echo.of(terminal, KEYS);
      lab.destroy();
      own.removeInstallation();
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%nKeystroke to its echo, median of %d%n", KEYS);
    out.println("through                                    ms   / bare");
    print(out, "the Engine's bare exec", bare, bare);
    print(out, "the lab's terminal (tmux)", session, bare);
    print(out, "the work page's WebSocket, signed in", portal(), bare);
  }

  private static void print(PrintWriter out, String through, double millis, double bare) {
    out.printf(Locale.ROOT, "%-37s %7.2f %8.2f%n", through, millis, millis / bare);
    out.flush();
  }

  private static double portal()
      throws LabException, IOException, InterruptedException, VerbFailure {
    List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
    try (var portal = BenchPortal.start(flags, "--runtime", "docker")) {
      portal.awaitFirstPage();
      portal.signIn("trainee");
      String work = portal.post("/exercises/" + EXERCISE + "/start");
      String page = portal.get(work);
      for (int i = 0; !page.contains("data-lab=\"ready\""); i++) {
        if (i == 600) {
          throw new VerbFailure("The portal's lab did not get ready within a minute");
        }
        Thread.sleep(100);
        page = portal.get(work);
      }
      Matcher lab = LAB.matcher(page);
      if (!lab.find()) {
        throw new VerbFailure("The work page names no lab");
      }
      try (var own = new BareLab(new LabId(lab.group()))) {
        double echo = Echo.of(portal, work, KEYS);
        portal.close();
        own.removeInstallation();
        return echo;
      }
    }
  }

  private static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }
}
