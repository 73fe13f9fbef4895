// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Range;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.measure.plane.PlaneEstimator;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** Words of the command line for the information plane. */
class PlaneWordsTest {
  @Test
  void noiseIsRelativeOrAbsoluteAndSaysSo() {
    NoiseConverter converter = new NoiseConverter();
    assertThat(converter.convert("relative:0.1")).isEqualTo(Noise.relative(0.1));
    assertThat(converter.convert("absolute:2e-3")).isEqualTo(Noise.absolute(0.002));
    assertThat(converter.convert("absolute:0.5").toString()).isEqualTo("absolute:0.5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "relative",
        "relative:",
        "relative:0",
        "absolute:-1",
        "absolute:nan",
        "absolute:Infinity",
        "relative:0.1:2",
        "other:0.1",
        "RELATIVE:0.1"
      })
  void noiseThatIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> new NoiseConverter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage(
            "'" + text + "' is neither relative:factor nor absolute:variance with a number > 0");
  }

  @Test
  void binsSpanWhatTheUserSaysOrTheData() {
    BinRange.Converter converter = new BinRange.Converter();
    Range data = new Range(-3, 5);
    assertThat(converter.convert("data").bins(data, 8)).isEqualTo(Bins.over(data, 8));
    assertThat(converter.convert("data")).hasToString("data");
    assertThat(converter.convert("-1:1").bins(data, 8)).isEqualTo(Bins.over(new Range(-1, 1), 8));
    assertThat(converter.convert("-1:1")).hasToString("-1.0:1.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "DATA", "1:1", "1:0", "nan:1", "0:inf", "-1e308:1e308", "1:2:3"})
  void rangesThatAreNoneAreRefused(String text) {
    assertThatThrownBy(() -> new BinRange.Converter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageStartingWith("'" + text + "' is neither low:high");
  }

  @ParameterizedTest
  @EnumSource
  void everyEstimatorIsFoundByItsWord(EstimatorChoice choice) {
    assertThat(new EstimatorChoice.Converter().convert(choice.toString())).isEqualTo(choice);
    assertThat(choice.series()).isNotEmpty();
  }

  @Test
  void togetherTheWordsGiveEverySeries() {
    Set<PlaneEstimator> all = EnumSet.noneOf(PlaneEstimator.class);
    for (EstimatorChoice choice : EstimatorChoice.values()) {
      all.addAll(choice.series());
    }
    assertThat(all).containsExactlyInAnyOrder(PlaneEstimator.values());
    assertThatThrownBy(() -> new EstimatorChoice.Converter().convert("knn"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'knn' is not one of binned, pairwise, ksg, renyi");
  }
}
