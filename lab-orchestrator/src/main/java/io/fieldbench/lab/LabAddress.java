package io.fieldbench.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where labs listen. The portal itself reaches them unencrypted on a loopback address. On any other
 * address there is TLS alone, for the trainees' own tools, at the same port.
 *
 * @param plain a loopback address
 * @param outside empty where own tools use the plain address too
 */
public record LabAddress(InetAddress plain, Optional<Outside> outside) {
  private static final String PORTALS_OWN = "127.0.0.1";

  /**
   * Where own tools come in.
   *
   * @param host the name or address that they use
   * @param bind the address of this machine that it stands for
   * @param authority signs what a lab shows there
   */
  public record Outside(String host, InetAddress bind, CertificateAuthority authority) {
    /**
     * A new key and certificate of a lab.
     *
     * @throws LabException when the authority cannot be used
     */
    public ServerIdentity identity() throws LabException {
      return authority.issue(host, bind);
    }
  }

  public LabAddress {
    if (!plain.isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "labs listen on %s under TLS alone; unencrypted only on a loopback address"
              .formatted(plain.getHostAddress()));
    }
    if (outside.filter(o -> o.bind().isAnyLocalAddress() || o.bind().equals(plain)).isPresent()) {
      throw new IllegalArgumentException(
          "labs cannot listen under TLS on %s: it takes an address of its own"
              .formatted(outside.get().bind().getHostAddress()));
    }
  }

  /**
   * Unencrypted, for this machine alone.
   *
   * @throws IllegalArgumentException when it is no loopback address
   */
  public static LabAddress loopback(String address) {
    return new LabAddress(resolve(address), Optional.empty());
  }

  /**
   * For own tools under TLS.
   *
   * @param host an address of this machine, or a name for it
   * @throws IllegalArgumentException when it is none
   */
  public static LabAddress underTls(String host, CertificateAuthority authority) {
    return new LabAddress(
        resolve(PORTALS_OWN), Optional.of(new Outside(host, resolve(host), authority)));
  }

  /**
   * Unencrypted for a loopback address, under TLS for any other.
   *
   * @param authority file of the certificate authority; made where it is needed and missing
   * @throws IllegalArgumentException when this is no address that labs can listen on
   * @throws IOException when the authority can be neither read nor made
   */
  public static LabAddress of(String host, Path authority) throws IOException {
    return resolve(host).isLoopbackAddress()
        ? loopback(host)
        : underTls(host, CertificateAuthority.keptIn(authority, Clock.systemUTC()));
  }

  /** Every address that a lab listens on. */
  public List<InetAddress> all() {
    return Stream.concat(Stream.of(plain), outside.stream().map(Outside::bind)).toList();
  }

  private static InetAddress resolve(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("'" + host + "' is no address", e);
    }
  }
}
