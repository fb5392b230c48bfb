package io.fieldbench.portal.lab;

/** Which of the portals on one database keeps a lab. */
public enum LabPlace {
  HERE,
  ELSEWHERE,
  /** Another one that has not been heard of for a while; it may come back. */
  SILENT
}
