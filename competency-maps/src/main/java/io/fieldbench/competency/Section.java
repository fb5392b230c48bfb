package io.fieldbench.competency;

import org.jspecify.annotations.Nullable;

/**
 * A heading of a framework's tree.
 *
 * @param id unique in its framework
 * @param kind the source's own word for it in English, as track, function or work-content
 * @param parent id of the heading above it; null at the top
 * @param level id of a {@link Level} that all below it belong to, where the source gives one
 */
public record Section(
    String id, String kind, @Nullable String parent, LocalizedText title, @Nullable String level) {}
