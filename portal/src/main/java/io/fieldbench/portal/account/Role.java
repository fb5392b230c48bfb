package io.fieldbench.portal.account;

/** What a person may do here. */
public enum Role {
  TRAINEE,
  INSTRUCTOR,
  EXAMINER,
  HR,
  ADMIN
}
