// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.infoscope.discrete.Range;
import dev.infoscope.report.MatrixEntry;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Entries to lines of JSON and back; doubles are read back bit for bit. Thread-safe. */
final class HistoryJson {
  /** Readings in columns. */
  @SuppressWarnings("UnusedMethod") // Jackson reads the annotations
  private abstract static class WithReadings {
    @JsonSerialize(using = ReadingList.Writer.class)
    @JsonDeserialize(using = ReadingList.Reader.class)
    abstract List<ReadingEntry> readings();
  }

  /** Each label a column of its own. */
  @SuppressWarnings("UnusedMethod") // Jackson reads the annotations
  private abstract static class WithLabels {
    @JsonAnyGetter
    @JsonSerialize(keyUsing = ReadingList.LabelName.class)
    abstract Map<String, List<String>> labels();
  }

  /** Written as [low, high]. */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  private abstract static class AsArray {}

  /** Rows in which null stands for NaN. */
  @SuppressWarnings("UnusedMethod") // Jackson reads the annotations
  private abstract static class WithRows {
    @JsonSerialize(contentUsing = MatrixRow.Writer.class)
    @JsonDeserialize(contentUsing = MatrixRow.Reader.class)
    abstract double[][] values();
  }

  /** How many bytes of a line are enough to tell what it is. */
  static final int END_IS_SEEN = 64;

  /** How an end begins; other programs write spaces between its parts. */
  private static final Pattern ENDED =
      Pattern.compile("\\s*+\\{\\s*+\"schema\"\\s*+:\\s*+\\d++\\s*+,\\s*+\"ended\"\\s*+:");

  private static final ObjectMapper MAPPER = common().build();
  private static final ObjectWriter WRITER =
      common()
          .addMixIn(ReadingColumns.class, WithLabels.class)
          .build()
          .writerFor(ReportEntry.class);
  private static final ObjectReader READER = MAPPER.readerFor(ReportEntry.class);

  private HistoryJson() {}

  static JsonMapper.Builder common() {
    return JsonMapper.builder()
        .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
        .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS) // two reports are not one
        .addMixIn(ReportEntry.class, WithReadings.class)
        .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER) // the shortest that reads back
        .addMixIn(MatrixEntry.class, WithRows.class)
        .addMixIn(Range.class, AsArray.class);
  }

  /** One line, without its end. */
  static byte[] write(ReportEntry entry) throws IOException {
    return WRITER.writeValueAsBytes(entry);
  }

  /** One line, without its end. */
  static byte[] write(SessionEnd end) throws IOException {
    return MAPPER.writeValueAsBytes(end);
  }

  /** Whether a line is the end of a session: the first key behind the schema says so. */
  static boolean isEnd(byte[] line, int offset, int length) {
    int count = Math.min(length, END_IS_SEEN);
    return ENDED.matcher(new String(line, offset, count, StandardCharsets.ISO_8859_1)).lookingAt();
  }

  /** The end of a session, of a line that is one. */
  static SessionEnd readEnd(byte[] line, int offset, int length) throws IOException {
    SessionEnd end;
    try {
      end = MAPPER.readerFor(SessionEnd.class).readValue(line, offset, length);
    } catch (JsonProcessingException e) {
      throw new IOException("must be JSON: " + oneLine(e.getOriginalMessage()), e);
    }
    if (end.run() == null || end.model() == null || end.session() == null) {
      throw new IOException("run, model and session must be there, and not null");
    }
    return end;
  }

  static ReportEntry read(byte[] line, int offset, int length) throws IOException {
    ReportEntry entry = parse(line, offset, length);
    if (entry == null || entry.schema() < 1) {
      throw new IOException("not a report of Infoscope");
    }
    if (entry.schema() > ReportEntry.SCHEMA) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "schema (%d) must be <= %d; read it with a newer Infoscope",
              entry.schema(),
              ReportEntry.SCHEMA));
    }
    return entry;
  }

  private static ReportEntry parse(byte[] line, int offset, int length) throws IOException {
    try {
      ObjectReader reader =
          OlderJson.isOlder(schema(line, offset, length)) ? OlderJson.READER : READER;
      return reader.readValue(line, offset, length);
    } catch (JsonMappingException e) {
      throw new IOException(wrong(e), e);
    } catch (JsonProcessingException e) {
      throw new IOException("must be JSON: " + oneLine(e.getOriginalMessage()), e);
    }
  }

  /** Of what is no JSON too, as reading it says why. */
  private static int schema(byte[] line, int offset, int length) throws IOException {
    try (JsonParser json = MAPPER.createParser(line, offset, length)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = "schema".equals(json.currentName());
        json.nextToken();
        if (found) {
          return json.getValueAsInt();
        }
        json.skipChildren();
      }
    } catch (JsonProcessingException e) {
      return ReportEntry.SCHEMA;
    }
    return ReportEntry.SCHEMA;
  }

  /** In the words of the schema, not in those of the classes here. */
  private static String wrong(JsonMappingException e) {
    if (e.getCause() instanceof IllegalArgumentException rule) {
      return oneLine(String.valueOf(rule.getMessage()));
    }
    String place =
        e.getPath().stream()
            .map(at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : at.getFieldName())
            .collect(Collectors.joining(" "));
    String detail = e.getOriginalMessage();
    return place.isEmpty()
        ? "must be a report of Infoscope, a JSON object"
        : detail.contains("dev.infoscope") || detail.contains("java.")
            ? place + " must be of the type that the schema says"
            : place + ": " + oneLine(detail);
  }

  /** Without the source by which the library names places, and which it does not show. */
  private static String oneLine(String text) {
    return text.lines()
        .findFirst()
        .orElse("")
        .replaceAll("\\[Source: [^\\]]*; line: \\d+, column: (\\d+)\\]", "column $1");
  }
}
