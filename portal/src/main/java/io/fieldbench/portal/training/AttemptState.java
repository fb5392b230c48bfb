package io.fieldbench.portal.training;

/**
 * Where an attempt is: waiting, being checked, graded, or given up because something of ours
 * failed.
 */
public enum AttemptState {
  QUEUED,
  RUNNING,
  GRADED,
  ABANDONED
}
