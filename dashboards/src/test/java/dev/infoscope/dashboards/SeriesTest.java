// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.report.RunMetrics;
import org.junit.jupiter.api.Test;

class SeriesTest {
  @Test
  void linesKeepEveryLabelSoThatNoTwoEstimatorsMix() {
    assertThat(Series.of(PlaneMetrics.INPUT).lines())
        .isEqualTo(
            "max by (model, run, layer, layer_index, signal, estimator)"
                + " (infoscope_information_input_bits{estimator=\"$estimator\",job=~\"$job\","
                + "layer=~\"$layer\",model=~\"$model\",run=~\"$run\",signal=\"$signal\"})");
  }

  @Test
  void everyEstimatorStaysALineOfItsOwn() {
    Series every = Series.of(PlaneMetrics.INPUT).every("estimator");
    assertThat(every.selector()).doesNotContain("estimator");
    assertThat(every.lines()).contains("by (model, run, layer, layer_index, signal, estimator)");
    assertThat(every.legend()).isEqualTo("{{run}} {{layer}} {{estimator}}");
  }

  @Test
  void aTimerIsAskedForByItsParts() {
    assertThat(Series.published(RunMetrics.ANALYSIS_DURATION))
        .containsExactly(
            "infoscope_analysis_duration_seconds_count",
            "infoscope_analysis_duration_seconds_sum",
            "infoscope_analysis_duration_seconds_max");
    assertThatThrownBy(() -> Series.of(RunMetrics.ANALYSIS_DURATION))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("infoscope.analysis.duration is a TIMER");
  }
}
