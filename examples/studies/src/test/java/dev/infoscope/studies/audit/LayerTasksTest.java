// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.numeric.Bits;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayerTasksTest {
  private static LayerTask task(LayerFamily family, LayerTask like) {
    return LayerTask.all().stream()
        .map(LayerTask.class::cast)
        .filter(each -> each.kind() == family)
        .filter(each -> each.classes() == like.classes() && each.units() == like.units())
        .filter(each -> each.share() == like.share())
        .findFirst()
        .orElseThrow();
  }

  static List<LayerTask> gaussian() {
    return LayerTask.all().stream()
        .map(LayerTask.class::cast)
        .filter(each -> each.kind() == LayerFamily.GAUSSIAN)
        .toList();
  }

  static List<LayerTask> layers() {
    return LayerTask.all().stream().map(LayerTask.class::cast).toList();
  }

  @Test
  void thereAreFourKindsWithThreeAmountsAndSilentOnes() {
    assertThat(layers()).hasSize(4 * 2 * 4 * 3 + 2 * 4);
    assertThat(layers().stream().map(AuditTask::name).distinct()).hasSize(104);
  }

  @ParameterizedTest
  @MethodSource("gaussian")
  void scalesGiveTheShareOfTheLabels(LayerTask task) {
    assertThat(task.truth() / Bits.log2(task.classes())).isCloseTo(task.share(), within(0.01));
    assertThat(task.error()).isBetween(0.0, 0.0015);
  }

  /** A function of the layer knows no more than the layer. */
  @ParameterizedTest
  @MethodSource("gaussian")
  void functionsOfALayerKnowNoMore(LayerTask task) {
    double error = 0.5 * task.error(); // of the same draws, so that errors are nearly the same
    assertThat(task(LayerFamily.RELU, task).truth()).isLessThan(task.truth());
    assertThat(task(LayerFamily.QUANTISED, task).truth()).isLessThan(task.truth() + error);
    assertThat(task(LayerFamily.SATURATED, task).truth()).isLessThan(task.truth() + error);
  }

  /** Until values are so large that double precision rounds them to 1, it is invertible. */
  @ParameterizedTest
  @MethodSource("gaussian")
  void saturationLosesNothingOfSmallValues(LayerTask task) {
    if (task.scale() < 1) {
      assertThat(task(LayerFamily.SATURATED, task).truth()).isEqualTo(task.truth());
    }
  }

  /** By another average, of few draws. */
  @ParameterizedTest
  @MethodSource("layers")
  void theFileIsWhatAveragingGives(LayerTask task) {
    if (task.units() <= 16 && task.kind() != LayerFamily.SILENT) {
      ClassMeans means = ClassMeans.of(task.classes(), task.units());
      LayerTruth.Average found = new LayerTruth(means, task.scale(), 99).of(task.kind(), 4, 1);
      double error = Math.hypot(found.error(), task.error());
      assertThat(found.bits()).isCloseTo(task.truth(), within(4.5 * error + 1e-4));
    }
  }

  /** Two normal classes: the entropy of a logistic posterior by the trapezoidal rule. */
  @Test
  void oneUnitAndTwoClassesAreAnIntegral() {
    ClassMeans means = ClassMeans.of(2, 1);
    double half = Math.abs(means.mean(0, 0) - means.mean(1, 0)) / 2;
    double sum = 0;
    double step = 0.001;
    for (double t = -12; t < 12; t += step) {
      double density = Math.exp(-(t - half) * (t - half) / 2) / Math.sqrt(2 * Math.PI);
      sum += step * density * Math.log1p(Math.exp(-2 * half * t)) * Bits.PER_NAT;
    }
    LayerTruth.Average found = new LayerTruth(means, 1, 5).of(LayerFamily.GAUSSIAN, 50, 1);
    assertThat(found.bits()).isCloseTo(1 - sum, within(4.5 * found.error()));
  }

  @Test
  void threadsChangeNothing() {
    LayerTruth truth = new LayerTruth(ClassMeans.of(10, 2), 1.5, 3);
    assertThat(truth.of(LayerFamily.QUANTISED, 4, 2))
        .isEqualTo(truth.of(LayerFamily.QUANTISED, 4, 1));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void valuesAreThoseOfTheirKind(LayerTask task) {
    AuditSample sample = task.draw(100, 1);
    double[] row = new double[task.units()];
    for (int i = 0; i < sample.rows(); i++) {
      sample.x().copy(i, 1, row);
      for (double value : row) {
        assertThat(value)
            .matches(
                each ->
                    switch (task.kind()) {
                      case GAUSSIAN, SILENT -> Double.isFinite(each);
                      case RELU -> each >= 0;
                      case SATURATED -> Math.abs(each) <= 1;
                      case QUANTISED -> each * 4 == Math.rint(each * 4);
                    });
      }
    }
    assertThat(Arrays.stream(sample.labels())).allMatch(each -> each >= 0 && each < task.classes());
  }

  @Test
  void posteriorsOfEqualLikelihoodAreUniform() {
    assertThat(Posterior.entropy(new double[] {-700, -700, -700, -700}))
        .isCloseTo(2, within(1e-12));
    double[] certain = {0, Double.NEGATIVE_INFINITY};
    assertThat(Posterior.entropy(certain)).isZero();
    assertThat(Posterior.entropy(new double[] {Math.log(0.2), Math.log(0.8)}))
        .isCloseTo(0.7219280948873623, within(1e-12));
  }
}
