package io.fieldbench.portal.kit;

import io.fieldbench.kit.protocol.Quality;
import io.fieldbench.kit.protocol.Reading;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The last minute of one tag, thinned to two points a second. */
class TagHistory {
  private static final int POINTS = 120;
  private static final long STEP_MILLIS = 500;

  private final String name;
  private final String topic;
  private final Deque<Double> points = new ArrayDeque<>();
  private @Nullable Reading last;
  private @Nullable Reading lastGood;
  private long lastPoint;

  TagHistory(String name, String topic) {
    this.name = name;
    this.topic = topic;
  }

  synchronized void add(Reading reading) {
    last = reading;
    if (reading.quality() != Quality.GOOD) {
      return;
    }
    lastGood = reading;
    long millis = reading.time().toEpochMilli();
    if (millis - lastPoint >= STEP_MILLIS) {
      lastPoint = millis;
      points.addLast(reading.value());
      if (points.size() > POINTS) {
        points.removeFirst();
      }
    }
  }

  synchronized KitView.Tag view() {
    Reading now = last;
    Reading good = lastGood;
    return now == null
        ? new KitView.Tag(name, topic, null, "", null, null, null, "")
        : new KitView.Tag(
            name,
            topic,
            now.value(),
            now.unit(),
            now.quality(),
            now.time(),
            good == null ? null : good.value(),
            trend());
  }

  private String trend() {
    if (points.size() < 2) {
      return "";
    }
    double low = points.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double high = points.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    double span = Math.max(high - low, 2);
    double middle = (high + low) / 2;
    int[] index = {0};
    double width = 240.0 / (points.size() - 1);
    return points.stream()
        .map(p ->
            String.format(
                Locale.ROOT, "%.1f,%.1f", width * index[0]++, 18 - (p - middle) / span * 30))
        .collect(Collectors.joining(" "));
  }
}
