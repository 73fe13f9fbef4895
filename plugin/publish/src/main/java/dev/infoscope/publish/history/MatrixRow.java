// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.util.Arrays;

/** A row of numbers in JSON, which knows no NaN: null stands for it and for what is infinite. */
final class MatrixRow {
  private MatrixRow() {}

  /** Writes null for what is not finite. */
  static final class Writer extends JsonSerializer<double[]> {
    @Override
    public void serialize(double[] row, JsonGenerator json, SerializerProvider all)
        throws IOException {
      json.writeStartArray();
      for (double value : row) {
        CompactNumber.write(json, value);
      }
      json.writeEndArray();
    }
  }

  /** Reads null as NaN. */
  static final class Reader extends JsonDeserializer<double[]> {
    @Override
    public double[] deserialize(JsonParser json, DeserializationContext all) throws IOException {
      double[] row = new double[16];
      int count = 0;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        row = count < row.length ? row : Arrays.copyOf(row, 2 * count);
        row[count++] =
            json.currentToken() == JsonToken.VALUE_NULL ? Double.NaN : json.getDoubleValue();
      }
      return Arrays.copyOf(row, count);
    }
  }
}
