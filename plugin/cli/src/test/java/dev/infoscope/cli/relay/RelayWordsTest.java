// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** Words of the command line for levels of neurons. */
class RelayWordsTest {
  @ParameterizedTest
  @ValueSource(strings = {"2means", "sign", "median", "2", "17", "256"})
  void everyRuleIsWrittenAsItIsAskedFor(String words) {
    assertThat(CoarseConverter.text(new CoarseConverter().convert(words))).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "257", "-2", "2.5", "MEDIAN", "99999999999"})
  void otherWordsAreRefusedWithThoseThereAre(String words) {
    assertThatThrownBy(() -> new CoarseConverter().convert(words))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage(
            "'" + words + "' must be 2means, sign, median or a number of levels from 2 to 256");
  }
}
