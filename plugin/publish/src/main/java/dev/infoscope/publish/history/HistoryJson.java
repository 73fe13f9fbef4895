// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.infoscope.count.Range;
import java.io.IOException;
import java.util.List;

/** Entries to lines of JSON and back; doubles survive the way to the last bit. Thread-safe. */
final class HistoryJson {
  /** Readings in columns. */
  private abstract static class WithReadings {
    @JsonSerialize(using = ReadingList.Writer.class)
    @JsonDeserialize(using = ReadingList.Reader.class)
    abstract List<HistoryReading> readings();
  }

  /** Written as [low, high]. */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  private abstract static class AsArray {}

  /** Rows in which null stands for NaN. */
  private abstract static class WithRows {
    @JsonSerialize(contentUsing = MatrixRow.Writer.class)
    @JsonDeserialize(contentUsing = MatrixRow.Reader.class)
    abstract double[][] values();
  }

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
          .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addMixIn(HistoryEntry.class, WithReadings.class)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER) // the shortest that reads back
          .addMixIn(HistoryMatrix.class, WithRows.class)
          .addMixIn(Range.class, AsArray.class)
          .build();
  private static final ObjectWriter WRITER = MAPPER.writerFor(HistoryEntry.class);
  private static final ObjectReader READER = MAPPER.readerFor(HistoryEntry.class);

  private HistoryJson() {}

  /** One line, without its end. */
  static byte[] write(HistoryEntry entry) throws IOException {
    return WRITER.writeValueAsBytes(entry);
  }

  static HistoryEntry read(byte[] line, int offset, int length) throws IOException {
    HistoryEntry entry = READER.readValue(line, offset, length);
    if (entry == null || entry.schema() < 1) {
      throw new IOException("not a report of Infoscope");
    }
    if (entry.schema() > HistoryEntry.SCHEMA) {
      throw new IOException(
          "schema (%d) must be <= %d; read it with a newer Infoscope"
              .formatted(entry.schema(), HistoryEntry.SCHEMA));
    }
    return entry;
  }
}
