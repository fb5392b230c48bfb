package io.fieldbench.kit.protocol;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** JSON on the wire: instants as ISO-8601 text with milliseconds, unknown members ignored. */
public final class Payloads {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .addModule(new SimpleModule().addSerializer(Instant.class, new Milliseconds()))
          .build();

  private Payloads() {}

  public static byte[] write(Object payload) {
    return JSON.writeValueAsBytes(payload);
  }

  /**
   * @throws IllegalArgumentException when the bytes are no such payload; the message names the
   *     member that is missing or wrong
   */
  public static <T> T read(byte[] payload, Class<T> type) {
    T read;
    try {
      read = JSON.readValue(payload, type);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "no %s: %s%s".formatted(type.getSimpleName(), e.getOriginalMessage(), place(e)), e);
    }
    if (read == null) {
      throw new IllegalArgumentException("no %s: null".formatted(type.getSimpleName()));
    }
    requireMembers(read, type);
    return read;
  }

  private static String place(JacksonException e) {
    String path = e.getPathReference();
    return e.getPath().isEmpty() ? "" : " (at " + path.substring(path.indexOf('[')) + ")";
  }

  private static void requireMembers(Object read, Class<?> type) {
    RecordComponent[] members =
        type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
    for (RecordComponent member : members) {
      if (valueOf(member, read) == null
          && !member.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        throw new IllegalArgumentException(
            "no %s: '%s' is missing".formatted(type.getSimpleName(), member.getName()));
      }
    }
  }

  private static @Nullable Object valueOf(RecordComponent member, Object read) {
    try {
      return member.getAccessor().invoke(read);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Milliseconds extends ValueSerializer<Instant> {
    private static final DateTimeFormatter FORMAT =
        new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    @Override
    public void serialize(Instant value, JsonGenerator json, SerializationContext context) {
      json.writeString(FORMAT.format(value));
    }
  }
}
