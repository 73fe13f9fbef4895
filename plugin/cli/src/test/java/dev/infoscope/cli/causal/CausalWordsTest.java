// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.discrete.Range;
import dev.infoscope.measure.causal.Overflow;
import dev.infoscope.network.Activation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** Words of the command line for the causal plane. */
class CausalWordsTest {
  @ParameterizedTest
  @CsvSource({"0:1, 0, 1", "-1:1, -1, 1", "-.5:1e3, -0.5, 1000", "1:1.0000001, 1, 1.0000001"})
  void aRangeIsItsEnds(String text, double low, double high) {
    assertThat(new RangeConverter().convert(text)).isEqualTo(new Range(low, high));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1:1",
        "2:1",
        "0:nan",
        "NaN:NaN",
        "0:Infinity",
        "-1e308:1e308",
        "0:1:2",
        "a:b",
        ":"
      })
  void whatSpansNothingOrTooMuchIsNoRange(String text) {
    assertThatThrownBy(() -> new RangeConverter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'" + text + "' is not low:high with finite low < high and finite high - low");
  }

  @ParameterizedTest
  @EnumSource
  void everyRuleForValuesBeyondTheRangeHasItsWord(Overflow overflow) {
    assertThat(new OverflowConverter().convert(OverflowConverter.words(overflow)))
        .isEqualTo(overflow);
  }

  @Test
  void otherWordsForOverflowAreRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> new OverflowConverter().convert("CLAMP"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'CLAMP' is not one of clamp, drop");
  }

  @Test
  void anActivationKeepsTheNameItWasGiven() {
    NamedActivation.Converter converter = new NamedActivation.Converter();
    assertThat(converter.convert("leakyrelu:0.3"))
        .isEqualTo(new NamedActivation("leakyrelu:0.3", Activation.leakyRelu(0.3)));
    assertThat(converter.convert("tanh").function()).isEqualTo(Activation.tanh());
    assertThatThrownBy(() -> converter.convert("softmax"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageStartingWith("activation (softmax) must be one of sigmoid, tanh");
  }
}
