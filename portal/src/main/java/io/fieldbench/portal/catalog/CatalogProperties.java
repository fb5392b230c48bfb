package io.fieldbench.portal.catalog;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the definitions come from.
 *
 * @param content folder with {@code frameworks/} and {@code catalog/} that replaces the shipped
 *     content; null for the shipped
 */
@ConfigurationProperties("fieldbench.catalog")
public record CatalogProperties(@Nullable Path content) {}
