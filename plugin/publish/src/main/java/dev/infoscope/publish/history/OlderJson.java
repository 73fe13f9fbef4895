// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.infoscope.report.Provenance;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of the schemas 1 to 3, whose keys are in snake case, three of which had other names,
 * and whose settings are one text.
 */
final class OlderJson {
  /** The first schema that this does not read. */
  private static final int NEWER = 4;

  /** The name under which the settings are given that were one text. */
  static final String TEXT = "as written";

  static final ObjectReader READER =
      HistoryJson.common()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addMixIn(ReadingEntry.class, OneReading.class)
          .addMixIn(ReadingColumns.class, Columns.class)
          .addMixIn(Provenance.class, WithText.class)
          .build()
          .readerFor(ReportEntry.class);

  private OlderJson() {}

  static boolean isOlder(int schema) {
    return schema < NEWER;
  }

  @SuppressWarnings("UnusedMethod") // Jackson reads the annotations
  private abstract static class OneReading {
    @JsonAlias("distinct")
    abstract Double distinctStates();

    @JsonAlias("correction")
    abstract Double biasCorrection();

    @JsonAlias("outside")
    abstract Double rangeMass();
  }

  @SuppressWarnings("UnusedMethod") // Jackson reads the annotations
  private abstract static class Columns {
    @JsonAlias("distinct")
    abstract List<@Nullable Double> distinctStates();

    @JsonAlias("correction")
    abstract List<@Nullable Double> biasCorrection();

    @JsonAlias("outside")
    abstract List<@Nullable Double> rangeMass();
  }

  @SuppressWarnings("UnusedMethod") // Jackson reads the annotations
  private abstract static class WithText {
    @JsonDeserialize(using = Settings.class)
    abstract Map<String, Object> settings();
  }

  private static final class Settings extends JsonDeserializer<Map<String, Object>> {
    @Override
    public Map<String, Object> deserialize(JsonParser json, DeserializationContext all)
        throws IOException {
      if (json.currentToken() != JsonToken.VALUE_STRING) {
        all.reportInputMismatch(Provenance.class, "settings must be text");
      }
      return json.getText().isEmpty() ? Map.of() : Map.of(TEXT, json.getText());
    }
  }
}
