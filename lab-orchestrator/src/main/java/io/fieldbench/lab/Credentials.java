package io.fieldbench.lab;

/** A user name and a generated password on a lab's services. */
public record Credentials(String username, String password) {
  /** Leaves the password out, so that it does not reach a log. */
  @Override
  public String toString() {
    return "Credentials[username=" + username + "]";
  }
}
