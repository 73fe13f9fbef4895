// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.Infoscope;
import dev.infoscope.InfoscopeBuilder;
import dev.infoscope.Preset;
import dev.infoscope.measure.Reading;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.RunMetrics;
import dev.infoscope.safety.Situation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/** Networks of Keras that DL4J has imported train as without, and read as those built by hand. */
class KerasTrainingTest {
  private static final double EQUAL = 1e-6;
  private static final int ROWS = 48;

  private final Remembered remembered = new Remembered();

  /** What came of a run. */
  private static final class Remembered implements ReportSink {
    private final List<EpochReport> reports = new ArrayList<>();
    private Health health;

    @Override
    public void publish(EpochReport report) {
      reports.add(report);
    }

    @Override
    public void update(Health now) {
      health = now;
    }
  }

  private static DataSet data(KerasTwins twins) {
    Random random = new Random(4);
    INDArray inputs = Nd4j.create(DataType.FLOAT, twins.shape(ROWS));
    INDArray labels = Nd4j.create(DataType.FLOAT, ROWS, KerasTwins.CLASSES);
    for (int i = 0; i < inputs.length(); i++) {
      inputs.putScalar(i, random.nextDouble());
    }
    for (int row = 0; row < ROWS; row++) {
      labels.putScalar(row, row % KerasTwins.CLASSES, 1);
    }
    return new DataSet(inputs, labels);
  }

  private static DataSetIterator batches(KerasTwins twins) {
    return new ListDataSetIterator<>(data(twins).asList(), 16);
  }

  private InfoscopeBuilder watching(KerasTwins twins, Preset preset) {
    return Infoscope.builder().probe(data(twins)).preset(preset).sink(remembered).synchronous();
  }

  private Map<String, Double> readings(KerasTwins twins, Model model) {
    try (Infoscope scope = watching(twins, Preset.FULL).layers(twins.layers()).build()) {
      scope.sample(model, 1);
    }
    assertThat(remembered.health.failures().values()).containsOnly(0L);
    Map<String, Double> readings = new TreeMap<>();
    for (Reading reading : remembered.reports.get(remembered.reports.size() - 1).readings()) {
      if (reading.metric() != RunMetrics.OVERHEAD) {
        String layer = reading.layer() == null ? "" : reading.layer().name();
        readings.put(
            reading.metric() + " " + layer + " " + new TreeMap<>(reading.labels()),
            reading.value());
      }
    }
    return readings;
  }

  private static double[] parameters(Model model) {
    return model.params().dup().data().asDouble();
  }

  @ParameterizedTest
  @EnumSource
  void allReadingsAreThoseOfTheNetworkBuiltByHand(KerasTwins twins) {
    Model imported = twins.trainable();
    KerasTwins.train(imported, batches(twins), 2);
    Map<String, Double> found = readings(twins, imported);
    Map<String, Double> expected = readings(twins, twins.byHand(imported));
    assertThat(found.keySet()).isEqualTo(expected.keySet()).hasSizeGreaterThan(100);
    expected.forEach(
        (name, value) -> {
          if (value.isNaN()) {
            assertThat(found.get(name)).as(name).isNaN();
          } else {
            double tolerance = EQUAL * Math.max(1, Math.abs(value));
            assertThat(found.get(name)).as(name).isCloseTo(value, within(tolerance));
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void anImportedNetworkTrainsAsWithout(KerasTwins twins) {
    Model alone = twins.trainable();
    KerasTwins.train(alone, batches(twins), 3);
    Model watched = twins.trainable();
    try (Infoscope scope = watching(twins, Preset.FULL).build()) {
      KerasTwins.train(watched, batches(twins), 3, scope.listener());
    }
    assertThat(parameters(watched)).isEqualTo(parameters(alone));
    assertThat(parameters(alone)).isNotEqualTo(parameters(twins.trainable()));
    assertThat(remembered.reports).hasSize(3);
    assertThat(remembered.health.failures().values()).containsOnly(0L);
  }

  private static String thrown(KerasTwins twins, TrainingListener... listeners) {
    Model model = twins.imported();
    Throwable failure = catchThrowable(() -> KerasTwins.train(model, batches(twins), 1, listeners));
    return failure + " " + failure.getCause().getMessage().replaceAll("[0-9a-f-]{36}", "NAME");
  }

  @ParameterizedTest
  @EnumSource(names = {"SEQUENTIAL", "FUNCTIONAL"})
  void convolutionsThatDl4jCannotTrainFailAsWithout(KerasTwins twins) {
    try (Infoscope scope = watching(twins, Preset.ECONOMY).build()) {
      assertThat(thrown(twins, scope.listener()))
          .isEqualTo(thrown(twins))
          .startsWith("java.lang.RuntimeException: Op [multiply] execution failed");
    }
    assertThat(remembered.health.failures().values()).containsOnly(0L);
  }

  @Test
  @Situation(
      number = 13,
      value = "a network that DL4J has imported from Keras, over more than 200 epochs",
      issues = 7900,
      holds = "every epoch is reported, with its number")
  void everyEpochOfAnImportedNetworkIsReported() {
    KerasTwins twins = KerasTwins.DENSE;
    Model alone = twins.imported();
    KerasTwins.train(alone, batches(twins), 201);
    Model watched = twins.imported();
    try (Infoscope scope = watching(twins, Preset.ECONOMY).build()) {
      scope.attach(watched);
      KerasTwins.train(watched, batches(twins), 201);
    }
    assertThat(parameters(watched)).isEqualTo(parameters(alone));
    assertThat(remembered.reports.stream().map(report -> report.moment().epoch()))
        .isEqualTo(IntStream.rangeClosed(1, 201).boxed().toList());
    assertThat(remembered.health.failures().values()).containsOnly(0L);
  }
}
