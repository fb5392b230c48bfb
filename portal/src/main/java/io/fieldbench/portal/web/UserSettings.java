package io.fieldbench.portal.web;

import org.jspecify.annotations.Nullable;

/** The choices that are kept with a user. */
public interface UserSettings {
  /** The stored choices of the user of that name, or null while nothing was chosen. */
  @Nullable Settings find(String username);

  void save(String username, Settings settings);

  /**
   * How a person wants to read.
   *
   * @param language {@code en} or {@code zh}
   * @param theme {@code light}, {@code dark} or {@code auto}, which follows the device
   */
  record Settings(String language, String theme) {}
}
