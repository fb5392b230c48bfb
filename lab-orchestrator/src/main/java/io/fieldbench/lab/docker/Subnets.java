package io.fieldbench.lab.docker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Deals out the subnets of a pool. Docker's own pools end at 29 networks.
 *
 * @param pool all addresses
 * @param prefix length of each subnet's prefix, in bits; longer than the pool's
 */
record Subnets(Subnet pool, int prefix) {
  Subnets {
    if (prefix <= pool.prefix() || prefix > 29) {
      throw new IllegalArgumentException("no subnets of /" + prefix + " in " + pool);
    }
  }

  /**
   * A subnet of IPv4 addresses.
   *
   * @param base the lowest one, as an unsigned number
   * @param prefix in bits
   */
  record Subnet(long base, int prefix) {
    Subnet {
      if (prefix < 8 || prefix > 32 || base % (1L << 32 - prefix) != 0) {
        throw new IllegalArgumentException("no subnet: " + address(base) + "/" + prefix);
      }
    }

    /**
     * @param text as {@code 10.231.0.0/16}
     * @throws IllegalArgumentException when it is none of IPv4
     */
    static Subnet parse(String text) {
      String[] parts = text.split("/");
      if (parts.length != 2 || !parts[0].matches("\\d+(\\.\\d+){3}") || !parts[1].matches("\\d+")) {
        throw new IllegalArgumentException("'" + text + "' is no subnet; as 10.231.0.0/16");
      }
      try {
        byte[] bytes = InetAddress.getByName(parts[0]).getAddress();
        return new Subnet(
            Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt()), Integer.parseInt(parts[1]));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException("'" + text + "' is no subnet", e);
      }
    }

    boolean overlaps(Subnet other) {
      long mask = -1L << 32 - Math.min(prefix, other.prefix);
      return (base & mask) == (other.base & mask);
    }

    /** The address that many above the lowest one. */
    String address(int offset) {
      return address(base + offset);
    }

    /** How many addresses it has. */
    int size() {
      return 1 << 32 - prefix;
    }

    private static String address(long address) {
      return "%d.%d.%d.%d"
          .formatted(address >> 24, address >> 16 & 255, address >> 8 & 255, address & 255);
    }

    @Override
    public String toString() {
      return address(base) + "/" + prefix;
    }
  }

  /**
   * One that overlaps none of these, by chance, so that two who ask at once seldom get the same.
   */
  Optional<Subnet> free(Collection<Subnet> taken, RandomGenerator random) {
    List<Subnet> near = taken.stream().filter(pool::overlaps).toList();
    int count = 1 << prefix - pool.prefix();
    var free = new ArrayList<Subnet>();
    for (int i = 0; i < count; i++) {
      var subnet = new Subnet(pool.base() + ((long) i << 32 - prefix), prefix);
      if (near.stream().noneMatch(subnet::overlaps)) {
        free.add(subnet);
      }
    }
    return free.isEmpty() ? Optional.empty() : Optional.of(free.get(random.nextInt(free.size())));
  }
}
