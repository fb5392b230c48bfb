package io.fieldbench.portal.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.portal.account.Passwords.Fault;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PasswordsTests {
  private final Passwords passwords = new Passwords();

  @Test
  void inventsPasswordsOfFiveGroupsFromLettersThatCannotBeConfused() {
    Set<String> seen = new HashSet<>();
    Set<Integer> characters = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      String password = passwords.invent();
      assertThat(password).matches("[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){4}");
      assertThat(seen.add(password)).isTrue();
      password.chars().forEach(characters::add);
    }
    // 31 characters and the dash: 20 × log2(31) = 99 bits.
    assertThat(characters).hasSize(32);
  }

  @Test
  void knowsTheRightPasswordAndNoOther() {
    String hash = passwords.hash("correct horse battery");
    assertThat(passwords.matches("correct horse battery", hash)).isTrue();
    assertThat(passwords.matches("correct horse batterz", hash)).isFalse();
    assertThat(passwords.matches("", hash)).isFalse();
    assertThat(passwords.hash("correct horse battery")).isNotEqualTo(hash);
  }

  /** An ü typed on one keyboard is the ü of another. */
  @Test
  void comparesTextAndNotItsEncoding() {
    assertThat(
            passwords.matches("u\u0308ber-lange-losung", passwords.hash("\u00fcber-lange-losung")))
        .isTrue();
  }

  @Test
  void refusesWhatIsFarTooLongEvenForAnEmptyPassword() {
    assertThat(passwords.matches("x".repeat(1_000_000), passwords.hash(""))).isFalse();
  }

  @Test
  void saysWhatIsWrongWithAPassword() {
    assertThat(Passwords.fault("12345678901", "ann")).contains(Fault.TOO_SHORT);
    assertThat(Passwords.fault("😀".repeat(11), "ann")).contains(Fault.TOO_SHORT);
    assertThat(Passwords.fault("x".repeat(201), "ann")).contains(Fault.TOO_LONG);
    assertThat(Passwords.fault("Annabell.Smith", "annabell.smith")).contains(Fault.IS_USER_NAME);
    assertThat(Passwords.fault("123456789012", "ann")).isEmpty();
  }
}
