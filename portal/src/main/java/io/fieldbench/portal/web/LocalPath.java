package io.fieldbench.portal.web;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** An address of this server that is safe to redirect to. */
final class LocalPath {
  private LocalPath() {}

  /** The path with its query as given, or {@code /} where it leads, or might lead, elsewhere. */
  static String orHome(@Nullable String path) {
    return path != null && isLocal(path) ? path : "/";
  }

  /** Browsers read {@code //host} and {@code /\\host} as another server. */
  private static boolean isLocal(String path) {
    if (!path.startsWith("/") || path.startsWith("//") || path.length() > 2000) {
      return false;
    }
    if (path.chars().anyMatch(c -> c <= ' ' || c == '\\' || c >= 127)) {
      return false;
    }
    try {
      URI uri = new URI(path);
      return uri.getScheme() == null && uri.getRawAuthority() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
