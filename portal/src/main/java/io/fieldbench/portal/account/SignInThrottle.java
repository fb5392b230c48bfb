package io.fieldbench.portal.account;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing without locking the real user out: one allowance for each pair of address and
 * user name, one for each address, none for the user name alone. A success costs nothing.
 *
 * <p>The address is that of the TCP connection; forwarded headers are not trusted here. An IPv6
 * address counts by its first 64 bits, which is what one customer has. Memory is bounded: the pairs
 * of one address grow no faster than its own allowance.
 */
@Component
class SignInThrottle {
  static final int PAIR_TRIES = 5;
  static final Duration PAIR_REFILL = Duration.ofSeconds(30);
  static final int ADDRESS_TRIES = 30;
  static final Duration ADDRESS_REFILL = Duration.ofSeconds(10);

  /** Visits of strangers, each of which makes a session: a classroom at once, then two a second. */
  static final int VISITS = 300;

  static final Duration VISIT_REFILL = Duration.ofMillis(500);

  /** Answers to programs that read what is open to all. */
  static final int READS = 300;

  static final Duration READ_REFILL = Duration.ofMillis(100);
  private static final int MOST_KEYS = 100_000;

  private record Pair(String address, String username) {}

  /**
   * Whether a try may go ahead.
   *
   * @param triesLeft after this one, at once
   * @param pause until the next try is allowed; zero when this one is
   */
  record Permit(boolean allowed, long triesLeft, Duration pause) {}

  private final LoadingCache<Pair, Bucket> pairs;
  private final LoadingCache<String, Bucket> addresses;
  private final LoadingCache<String, Bucket> visits;
  private final LoadingCache<String, Bucket> reads;

  @Autowired
  SignInThrottle() {
    this(TimeMeter.SYSTEM_MILLISECONDS);
  }

  SignInThrottle(TimeMeter time) {
    pairs = buckets(PAIR_TRIES, PAIR_REFILL, time);
    addresses = buckets(ADDRESS_TRIES, ADDRESS_REFILL, time);
    visits = buckets(VISITS, VISIT_REFILL, time);
    reads = buckets(READS, READ_REFILL, time);
  }

  private static <K> LoadingCache<K, Bucket> buckets(int tries, Duration refill, TimeMeter time) {
    return Caffeine.newBuilder()
        .maximumSize(MOST_KEYS)
        .expireAfterAccess(refill.multipliedBy(tries))
        .build(key ->
            Bucket.builder()
                .addLimit(limit -> limit.capacity(tries).refillGreedy(1, refill))
                .withCustomTimePrecision(time)
                .build());
  }

  /** Takes one try; a refused try costs nothing. */
  Permit take(String remoteAddress, String username) {
    String address = network(remoteAddress);
    Bucket byAddress = addresses.get(address);
    ConsumptionProbe first = byAddress.tryConsumeAndReturnRemaining(1);
    if (!first.isConsumed()) {
      return refused(first);
    }
    ConsumptionProbe second = pairs.get(pair(address, username)).tryConsumeAndReturnRemaining(1);
    if (!second.isConsumed()) {
      byAddress.addTokens(1);
      return refused(second);
    }
    long left = Math.min(first.getRemainingTokens(), second.getRemainingTokens());
    return new Permit(true, left, Duration.ZERO);
  }

  /** Whether a request without a session may have one made. */
  boolean visit(String remoteAddress) {
    return visits.get(network(remoteAddress)).tryConsume(1);
  }

  /** Whether a program may have one more answer; this costs no visit, and a visit no answer. */
  boolean read(String remoteAddress) {
    return reads.get(network(remoteAddress)).tryConsume(1);
  }

  /** The try that was taken was right: it is given back, and the pair starts afresh. */
  void succeeded(String remoteAddress, String username) {
    String address = network(remoteAddress);
    addresses.get(address).addTokens(1);
    pairs.invalidate(pair(address, username));
  }

  private static Permit refused(ConsumptionProbe probe) {
    return new Permit(false, 0, Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  private static Pair pair(String address, String username) {
    String name = Accounts.canonical(username);
    return new Pair(address, name.length() <= 64 ? name : name.substring(0, 64));
  }

  private static String network(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) : address;
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
