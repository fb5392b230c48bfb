package io.fieldbench.portal.web;

import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;

/** Cuts a long list into pages. */
public final class Pages {
  /** Of what is shown at once; the longest part of a shipped framework has half of it. */
  public static final int SIZE = 200;

  private Pages() {}

  /**
   * A page of all that is listed.
   *
   * @param number from 0; one that is not there gives the nearest
   */
  public static <T> Page<T> of(List<T> all, int number) {
    int last = Math.max(0, (all.size() - 1) / SIZE);
    var asked = PageRequest.of(Math.clamp(number, 0, last), SIZE);
    int from = Math.toIntExact(asked.getOffset());
    return new PageImpl<>(all.subList(from, Math.min(from + SIZE, all.size())), asked, all.size());
  }
}
