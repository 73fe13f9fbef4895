// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Snapshots;
import dev.infoscope.report.MetricCatalogue;
import dev.infoscope.report.RunMetrics;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadingTest {
  private static final Map<String, String> LABELS =
      Map.of("signal", "activation", "estimator", "binned");
  private static final Uncertainty UNCERTAINTY = Uncertainty.of(10, 3);

  @Test
  void anEstimateBringsItsUncertaintyAndFlags() {
    Estimate estimate = Estimate.ofBits(1.5, UNCERTAINTY, Set.of(Flag.SATURATED));
    Reading reading = Reading.of(PlaneMetrics.INPUT, Snapshots.tanh(0), LABELS, estimate);
    assertThat(reading)
        .isEqualTo(
            new Reading(
                PlaneMetrics.INPUT,
                Snapshots.tanh(0),
                LABELS,
                1.5,
                UNCERTAINTY,
                Set.of(Flag.SATURATED)));
    assertThat(reading.labels().keySet()).containsExactly("estimator", "signal");
  }

  @Test
  void anEstimateMustBeInTheUnitOfItsMetric() {
    Estimate neurons = Estimate.ofNeurons(3, UNCERTAINTY, Set.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reading.of(PlaneMetrics.INPUT, Snapshots.tanh(0), LABELS, neurons))
        .withMessage("infoscope.information.input is in bits, its estimate in neurons");
    Estimate none = Estimate.ofNeurons(Double.NaN, UNCERTAINTY, Set.of(Flag.CONSTANT));
    assertThat(Reading.of(PlaneMetrics.INPUT, Snapshots.tanh(0), LABELS, none).value()).isNaN();
  }

  @Test
  void labelsMustBeTheMetricsOwn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reading(PlaneMetrics.INPUT, Snapshots.tanh(0), Map.of()))
        .withMessage("labels [] of infoscope.information.input must be [signal, estimator]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reading(RunMetrics.SCORE, null, LABELS))
        .withMessageContaining("of infoscope.training.score must be []");
  }

  @Test
  void aLayerIsNeededJustForMetricsOfLayers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reading(PlaneMetrics.INPUT, null, LABELS))
        .withMessage("metric infoscope.information.input is taken of a layer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reading(RunMetrics.SCORE, Snapshots.tanh(0), Map.of()))
        .withMessage("metric infoscope.training.score is not taken of a layer");
  }

  private static Reading reading(Metric metric, Layer layer, Map<String, String> labels) {
    return new Reading(metric, layer, labels, 1, UNCERTAINTY, Set.of());
  }

  @Test
  void labelsAndFlagsAreCopied() {
    Map<String, String> labels = new HashMap<>(LABELS);
    Set<Flag> flags = EnumSet.of(Flag.CONSTANT);
    Reading reading =
        new Reading(PlaneMetrics.INPUT, Snapshots.tanh(0), labels, 0, UNCERTAINTY, flags);
    labels.put("estimator", "other");
    flags.clear();
    assertThat(reading.labels()).isEqualTo(LABELS);
    assertThat(reading.flags()).containsExactly(Flag.CONSTANT);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> reading.labels().clear());
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> reading.flags().clear());
  }

  @ParameterizedTest
  @MethodSource("dev.infoscope.report.MetricCatalogue#metrics")
  void everyMetricHasANameAMeaningAndASeriesOfItsOwn(Metric metric) {
    assertThat(metric.meterName()).matches("infoscope(\\.[a-z][a-z0-9]*)+");
    assertThat(metric.seriesName()).matches("infoscope(_[a-z][a-z0-9]*)+");
    assertThat(metric.help()).isNotBlank();
    for (Metric other : MetricCatalogue.metrics()) {
      assertThat(other.equals(metric) || !other.seriesName().equals(metric.seriesName())).isTrue();
    }
  }

  @Test
  void seriesNamesCarryUnitAndKind() {
    assertThat(PlaneMetrics.INPUT.seriesName()).isEqualTo("infoscope_information_input_bits");
    assertThat(RunMetrics.FAILURES.seriesName()).isEqualTo("infoscope_failures_total");
    assertThat(RunMetrics.EPOCH.seriesName()).isEqualTo("infoscope_training_epoch");
    assertThat(PlaneMetrics.INPUT.isPerLayer()).isTrue();
    assertThat(RunMetrics.EPOCH.isPerLayer()).isFalse();
  }
}
