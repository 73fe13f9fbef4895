// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.infoscope.publish.http.CompressedText;
import dev.infoscope.report.MatrixEntry;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.util.List;

/** All matrices of one report, short: four significant digits, and no names that are counts. */
final class MatrixWriter {
  private MatrixWriter() {}

  static CompressedText compressed(ReportEntry entry) {
    return CompressedText.of(out -> Json.write(out, body(entry)));
  }

  private static Json.Body body(ReportEntry entry) {
    return json -> {
      json.writeNumberField("epoch", entry.epoch());
      json.writeNumberField("iteration", entry.iteration());
      json.writeArrayFieldStart("matrices");
      for (MatrixEntry matrix : entry.matrices()) {
        write(json, matrix);
      }
      json.writeEndArray();
    };
  }

  private static void write(JsonGenerator json, MatrixEntry matrix) throws IOException {
    json.writeStartObject();
    json.writeStringField("metric", matrix.metric());
    json.writeNumberField("layer", matrix.layerIndex());
    names(json, "rows", matrix.rows());
    names(json, "columns", matrix.columns());
    json.writeArrayFieldStart("values");
    for (double[] row : matrix.values()) {
      for (double value : row) {
        number(json, value);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Their number stands for "0", "1" and so on. */
  /** Whether they are 0, 1, 2 and so on. */
  private static boolean isCounted(List<String> names) {
    boolean counted = true;
    for (int i = 0; i < names.size() && counted; i++) {
      counted = names.get(i).equals(String.valueOf(i));
    }
    return counted;
  }

  private static void names(JsonGenerator json, String field, List<String> names)
      throws IOException {
    if (isCounted(names)) {
      json.writeNumberField(field, names.size());
    } else {
      json.writeArrayFieldStart(field);
      for (String name : names) {
        json.writeString(name);
      }
      json.writeEndArray();
    }
  }

  private static void number(JsonGenerator json, double value) throws IOException {
    if (!Double.isFinite(value)) {
      json.writeNull();
    } else if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      json.writeNumber((long) value);
    } else {
      double power = Math.pow(10, 3 - Math.floor(Math.log10(Math.abs(value))));
      double rounded = Math.rint(value * power) / power;
      json.writeNumber(Double.isFinite(rounded) ? rounded : value);
    }
  }
}
