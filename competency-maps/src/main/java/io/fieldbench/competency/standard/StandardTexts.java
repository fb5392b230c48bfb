package io.fieldbench.competency.standard;

import io.fieldbench.competency.LocalizedText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What the codes of a standard stand for, in both languages, without its official text: titles as
 * the standard has them, and for each ability a statement of our own.
 */
public final class StandardTexts {
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private StandardTexts() {}

  /**
   * The texts that are shipped, by code as {@link NationalStandard#texts} has them, in that order.
   *
   * @param standard code of the occupation, as 2-02-10-10
   * @throws IllegalArgumentException when none are shipped for it
   */
  public static Map<String, LocalizedText> shipped(String standard) {
    String resource = "/standards/" + standard + ".yaml";
    try (InputStream in = StandardTexts.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no texts of standard " + standard + " are shipped");
      }
      var texts = YAML.readValue(in, new TypeReference<LinkedHashMap<String, LocalizedText>>() {});
      return Collections.unmodifiableMap(texts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
