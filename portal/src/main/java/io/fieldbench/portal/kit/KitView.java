package io.fieldbench.portal.kit;

import io.fieldbench.kit.protocol.Quality;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lab's kit as it is now.
 *
 * @param load per cent, as last commanded; null before the first command since the portal came up
 */
public record KitView(boolean connected, @Nullable Integer load, List<Tag> tags) {
  public KitView {
    tags = List.copyOf(tags);
  }

  /** No kit, or none heard of yet. */
  public static final KitView ABSENT = new KitView(false, null, List.of());

  /**
   * One measured value.
   *
   * @param value null before the first reading
   * @param trend points "x,y" of a line in a 240 × 36 box; empty with fewer than two good readings
   */
  public record Tag(
      String name,
      String topic,
      @Nullable Double value,
      String unit,
      @Nullable Quality quality,
      @Nullable Instant time,
      @Nullable Double lastGood,
      String trend) {
    public boolean isGood() {
      return quality == Quality.GOOD;
    }
  }
}
