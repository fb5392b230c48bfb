package io.fieldbench.competency;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds where two records of one kind differ first, down to the value that does. */
final class RecordDifference {
  /** Characters of a value that are told. */
  private static final int TOLD = 80;

  private RecordDifference() {}

  /** As {@code competencies[0].title.en: ' a' would be read as 'a'}. */
  static String first(Record wanted, Record read) {
    return first("", wanted, read);
  }

  private static String first(String path, @Nullable Object wanted, @Nullable Object read) {
    if (wanted instanceof Record one && read instanceof Record other) {
      for (RecordComponent component : one.getClass().getRecordComponents()) {
        Object here = value(component, one);
        Object there = value(component, other);
        if (!Objects.equals(here, there)) {
          return first(path + (path.isEmpty() ? "" : ".") + component.getName(), here, there);
        }
      }
    } else if (wanted instanceof List<?> one
        && read instanceof List<?> other
        && one.size() == other.size()) {
      for (int i = 0; i < one.size(); i++) {
        if (!Objects.equals(one.get(i), other.get(i))) {
          return first(path + "[" + i + "]", one.get(i), other.get(i));
        }
      }
    }
    return path + ": " + shown(wanted) + " would be read as " + shown(read);
  }

  private static @Nullable Object value(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String shown(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.size() + " of them";
    }
    if (value == null) {
      return "nothing";
    }
    String text = String.valueOf(value);
    return "'" + (text.length() > TOLD ? text.substring(0, TOLD) + "…" : text) + "'";
  }
}
