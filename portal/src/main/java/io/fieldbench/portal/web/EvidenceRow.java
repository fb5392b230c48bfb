package io.fieldbench.portal.web;

import io.fieldbench.competency.LocalizedText;

/**
 * A line of an evidence table.
 *
 * @param time as shown, with milliseconds
 * @param source who said it: {@code broker}, {@code kit}
 * @param text what was observed, shown as text whatever it holds
 * @param decisive marked: this line made the verdict
 */
public record EvidenceRow(String time, String source, LocalizedText text, boolean decisive) {}
