package io.fieldbench.portal.account;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes, judges and invents passwords.
 *
 * <p>Argon2id with 19 MiB, two passes and one lane: the second of the equivalent settings in
 * OWASP's Password Storage Cheat Sheet. At most {@value #AT_ONCE} hashes are computed at a time, so
 * that a flood of sign-ins takes at most {@value #AT_ONCE} × 19 MiB.
 */
@Component
class Passwords implements PasswordEncoder {
  static final int SHORTEST = 12;
  static final int LONGEST = 200;
  private static final int AT_ONCE = 4;
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int WAIT_SECONDS = 10;

  /** Lower case without i, l and o, digits without 0 and 1: 31 characters, 4.95 bits each. */
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

  private final PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, MEMORY_KIB, PASSES);
  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final SecureRandom random = new SecureRandom();

  /** Why a new password is refused. */
  enum Fault {
    TOO_SHORT,
    TOO_LONG,
    IS_USER_NAME
  }

  /** What is wrong with a password that a person has chosen, if anything. */
  static Optional<Fault> fault(String password, String username) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST) {
      return Optional.of(Fault.TOO_SHORT);
    }
    if (password.length() > LONGEST) {
      return Optional.of(Fault.TOO_LONG);
    }
    if (password.strip().toLowerCase(Locale.ROOT).equals(username)) {
      return Optional.of(Fault.IS_USER_NAME);
    }
    return Optional.empty();
  }

  /** A new password that can be read aloud: five groups of four characters, 99 bits. */
  String invent() {
    var password = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      if (i > 0 && i % 4 == 0) {
        password.append('-');
      }
      password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }

  @Override
  public @Nullable String encode(@Nullable CharSequence password) {
    return password == null ? null : hash(password);
  }

  String hash(CharSequence password) {
    return inTurn(() -> String.valueOf(argon2.encode(normal(password))));
  }

  /** Takes the same time whether the password is right, wrong or far too long. */
  @Override
  public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
    if (password == null || hash == null) {
      return false;
    }
    boolean tooLong = password.length() > LONGEST;
    return inTurn(() -> argon2.matches(tooLong ? "" : normal(password), hash)) && !tooLong;
  }

  private static String normal(CharSequence password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AuthenticationServiceException("Too many people sign in at once");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuthenticationServiceException("Interrupted while waiting to check a password", e);
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
