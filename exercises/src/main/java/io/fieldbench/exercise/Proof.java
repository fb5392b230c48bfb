package io.fieldbench.exercise;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program of the author's that proves an exercise: a reference solution or a known-wrong one,
 * values put in.
 *
 * @param name "solution/java", "mutants/qos-0"
 * @param points exactly what it must score; with {@code orWorse} at most this
 * @param failed ids of the checks that it must fail; all others it must pass, unless {@code
 *     orWorse}
 * @param orWorse whether it may fail more, because chance or timing decides that
 * @param files by relative path
 * @param main the file to run: *.java with the MQTT client's jar on the class path, or *.py
 */
public record Proof(
    String name,
    int points,
    List<String> failed,
    boolean orWorse,
    Map<String, byte[]> files,
    String main) {
  /** All proofs of an exercise for one candidate; the references come first. */
  public static List<Proof> of(Variant variant) {
    var points = new LinkedHashMap<String, Integer>();
    variant.checks().forEach(check -> points.put(check.about().id(), check.about().points()));
    var problems = new Problems();
    var proofs = new ProofReader(variant.exercise().files(), points, problems).read();
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "exercise " + variant.exercise().id() + ": " + problems.all());
    }
    return proofs.stream().map(proof -> proof.filled(variant.values())).toList();
  }

  private Proof filled(Map<String, String> values) {
    var filled = new TreeMap<String, byte[]>();
    files.forEach((file, content) -> filled.put(file, Placeholders.fill(content, values)));
    return new Proof(name, points, failed, orWorse, filled, main);
  }
}
