// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.discrete.Discretizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** Words of the command line for codes of neurons. */
class NeuronWordsTest {
  @Test
  void rulesAreFoundByTheirWords() {
    RuleConverter converter = new RuleConverter();
    assertThat(converter.convert("1bit")).isEqualTo(Discretizer.threshold(0));
    assertThat(converter.convert("2means")).isEqualTo(Discretizer.twoMeans());
    assertThat(converter.convert("quantile:4")).isEqualTo(Discretizer.quantile(4));
    assertThat(converter.convert("levels:12")).isEqualTo(Discretizer.activationRange(12));
    assertThat(RuleConverter.text(converter.convert("levels:12"))).isEqualTo("levels:12");
    assertThat(RuleConverter.text(converter.convert("quantile:4"))).isEqualTo("quantile:4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2bit", "quantile", "quantile:", "levels:12345", "levels:-3"})
  void otherWordsAreRefusedWithThoseThereAre(String text) {
    assertThatThrownBy(() -> new RuleConverter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'" + text + "' is none of 1bit, 2means, quantile:N, levels:N");
  }

  @ParameterizedTest
  @ValueSource(strings = {"quantile:0", "levels:0"})
  void tooFewLevelsAreRefusedWithTheRule(String text) {
    assertThatThrownBy(() -> new RuleConverter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageStartingWith("'" + text + "': ");
  }
}
