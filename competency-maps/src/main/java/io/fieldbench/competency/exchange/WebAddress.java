package io.fieldbench.competency.exchange;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses as a framework has them: absolute, http or https, with a host. */
final class WebAddress {
  private WebAddress() {}

  static Optional<URI> parse(String text) {
    try {
      URI uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /**
   * An address that an exchange format holds in ASCII.
   *
   * @param exact how we have written it, with all its letters; followed where it is still the same
   */
  static Optional<URI> parse(String text, String exact) {
    Optional<URI> kept = parse(exact).filter(uri -> uri.toASCIIString().equals(text));
    return kept.isPresent() ? kept : parse(text);
  }
}
