package io.fieldbench.portal.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.portal.account.SignInThrottle.Permit;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SignInThrottleTests {
  private final AtomicLong nanos = new AtomicLong(1);
  private final SignInThrottle throttle =
      new SignInThrottle(
          new TimeMeter() {
            @Override
            public long currentTimeNanos() {
              return nanos.get();
            }

            @Override
            public boolean isWallClockBased() {
              return false;
            }
          });

  private void use(String address, String username, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(throttle.take(address, username).allowed()).as("try %s", i).isTrue();
    }
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void allowsFiveTriesThenOneInThirtySeconds() {
    use("10.0.0.1", "ann", 5);
    Permit refused = throttle.take("10.0.0.1", "ann");
    assertThat(refused.allowed()).isFalse();
    assertThat(refused.pause()).isEqualTo(Duration.ofSeconds(30));
    pass(Duration.ofSeconds(29));
    assertThat(throttle.take("10.0.0.1", "ann").allowed()).isFalse();
    pass(Duration.ofSeconds(1));
    use("10.0.0.1", "ann", 1);
    assertThat(throttle.take("10.0.0.1", "ann").allowed()).isFalse();
  }

  @Test
  void countsDownAloudAndForTheSamePersonInAnyCase() {
    assertThat(throttle.take("10.0.0.1", "ann").triesLeft()).isEqualTo(4);
    assertThat(throttle.take("10.0.0.1", " ANN ").triesLeft()).isEqualTo(3);
  }

  @Test
  void aClassroomMayComeAtOnceThenTwoASecond() {
    for (int i = 0; i < SignInThrottle.VISITS; i++) {
      assertThat(throttle.visit("10.0.0.1")).isTrue();
    }
    assertThat(throttle.visit("10.0.0.1")).isFalse();
    assertThat(throttle.visit("10.0.0.2")).as("another address").isTrue();
    pass(Duration.ofSeconds(1));
    assertThat(throttle.visit("10.0.0.1")).isTrue();
    assertThat(throttle.visit("10.0.0.1")).isTrue();
    assertThat(throttle.visit("10.0.0.1")).isFalse();
  }

  @Test
  void letsThePersonInFromAnotherAddress() {
    use("10.0.0.1", "ann", 5);
    use("10.0.0.2", "ann", 5);
  }

  @Test
  void slowsAnAddressThatTriesManyNames() {
    for (int i = 0; i < SignInThrottle.ADDRESS_TRIES; i++) {
      use("10.0.0.1", "name" + i, 1);
    }
    Permit refused = throttle.take("10.0.0.1", "one more");
    assertThat(refused.allowed()).isFalse();
    assertThat(refused.pause()).isEqualTo(Duration.ofSeconds(10));
    use("10.0.0.2", "one more", 1);
  }

  /** Somebody who keeps pressing does not close the room's address for the others. */
  @Test
  void aRefusedTryCostsTheAddressNothing() {
    use("10.0.0.1", "ann", 5);
    for (int i = 0; i < 100; i++) {
      throttle.take("10.0.0.1", "ann");
    }
    use("10.0.0.1", "bob", 5);
  }

  @Test
  void aClassOfFortySignsInAtOnceFromOneAddress() {
    for (int i = 0; i < 40; i++) {
      use("10.0.0.1", "student" + i, 1);
      throttle.succeeded("10.0.0.1", "student" + i);
    }
  }

  /** Signing in to one's own account does not buy tries at another's. */
  @Test
  void aSuccessGivesBackItsOwnTryOnly() {
    use("10.0.0.1", "ann", 5);
    use("10.0.0.1", "mine", 1);
    throttle.succeeded("10.0.0.1", "mine");
    assertThat(throttle.take("10.0.0.1", "ann").allowed()).isFalse();
  }

  @Test
  void countsAnIpv6CustomerOnce() {
    use("2001:db8:1:2::1", "ann", 3);
    use("2001:db8:1:2:ffff::9", "ann", 2);
    assertThat(throttle.take("2001:db8:1:2::3", "ann").allowed()).isFalse();
    use("2001:db8:1:3::1", "ann", 1);
  }
}
