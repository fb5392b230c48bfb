package io.fieldbench.competency.exchange;

/** A version of 1EdTech's Competencies and Academic Standards Exchange. */
public enum CaseVersion {
  V1_0,
  V1_1
}
