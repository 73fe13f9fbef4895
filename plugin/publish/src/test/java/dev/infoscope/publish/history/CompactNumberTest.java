// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompactNumberTest {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private static String written(double value) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      CompactNumber.write(json, value);
    }
    return text.toString();
  }

  @Test
  void whatIsWrittenIsTheSameFloatInAsFewDigitsAsCanBe() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 10_000; i++) {
      double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-30, 6));
      String text = written(value);
      assertThat(Float.parseFloat(text)).isEqualTo((float) value);
      assertThat(written(Double.parseDouble(text))).isEqualTo(text);
      assertThat(new BigDecimal(text).stripTrailingZeros().precision()).isLessThanOrEqualTo(9);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, null",
    "Infinity, null",
    "1e300, 1.0E300",
    "1e-300, 1.0E-300",
    "-0.0, -0.0",
    "16777217, 16777217",
    "999999999999999, 999999999999999",
    "1e15, 1.0E15",
    "0.1, 0.1"
  })
  void wholeNumbersAreExactAndWhatIsNotFiniteIsNull(double value, String text) throws IOException {
    assertThat(written(value)).isEqualTo(text);
  }
}
