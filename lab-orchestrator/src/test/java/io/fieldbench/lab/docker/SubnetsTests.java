package io.fieldbench.lab.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fieldbench.lab.docker.Subnets.Subnet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubnetsTests {
  private static Subnet subnet(String text) {
    return Subnet.parse(text);
  }

  @Test
  void aPoolIsDealtOutWhole() {
    var subnets = new Subnets(subnet("10.231.0.0/24"), 28);
    Set<Subnet> taken = new HashSet<>();
    for (int i = 0; i < 16; i++) {
      Subnet free = subnets.free(taken, new Random(i)).orElseThrow();
      assertThat(taken).noneMatch(free::overlaps);
      assertThat(free.overlaps(subnets.pool())).isTrue();
      taken.add(free);
    }
    assertThat(subnets.free(taken, new Random(1))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.231.0.0/16, 0",
    "10.0.0.0/8, 0",
    "10.231.0.128/25, 8",
    "10.231.0.17/32, 15",
    "10.232.0.0/16, 16",
    "10.231.1.0/24, 16"
  })
  void whatOthersTakeIsLeftOut(String others, int left) {
    var subnets = new Subnets(subnet("10.231.0.0/24"), 28);
    Set<Subnet> taken = new HashSet<>(List.of(subnet(others)));
    int count = 0;
    for (var free = subnets.free(taken, new Random(1));
        free.isPresent();
        free = subnets.free(taken, new Random(1))) {
      taken.add(free.get());
      count++;
    }
    assertThat(count).isEqualTo(left);
  }

  @Test
  void addressesAreCountedFromTheLowest() {
    Subnet subnet = subnet("10.231.255.240/28");
    assertThat(subnet.address(2)).isEqualTo("10.231.255.242");
    assertThat(subnet.address(subnet.size() - 2)).isEqualTo("10.231.255.254");
    assertThat(subnet).hasToString("10.231.255.240/28");
    assertThat(subnet("192.168.0.0/16").address(255)).isEqualTo("192.168.0.255");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.231.0.0",
        "10.231.0.0/",
        "10.231.0.0/33",
        "10.231.0.1/16",
        "host/16",
        "::/64",
        "10.231.0/16",
        "999.1.1.0/24",
        "10.231.0.0/0"
      })
  void whatIsNoSubnetIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> subnet(text));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 30, 32})
  void subnetsMustBeSmallerThanTheirPoolAndHoldSomething(int prefix) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Subnets(subnet("10.231.0.0/16"), prefix));
  }
}
