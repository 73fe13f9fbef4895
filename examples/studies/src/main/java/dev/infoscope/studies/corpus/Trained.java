// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import dev.infoscope.Infoscope;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportSink;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.utilty.SingletonDataSetIterator;
import org.deeplearning4j.datasets.iterator.utilty.SingletonMultiDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Short trainings of a network, with and without Infoscope. */
final class Trained {
  private static final int EPOCHS = 2;
  private static final int SEED = 77;

  private Trained() {}

  /** What a watched training left. */
  record Outcome(Model model, boolean sameBits, Map<String, Long> failures, long snapshots) {}

  /** Trains without Infoscope. */
  static Model alone(CorpusNetwork entry, MultiDataSet data) {
    Model model = entry.network().get();
    fit(model, data);
    return model;
  }

  private static Infoscope scope(MultiDataSet data, Counts counts) {
    int[] classes = IntStream.range(0, (int) data.getFeatures(0).size(0)).map(i -> i % 2).toArray();
    return Infoscope.builder()
        .probe(data)
        .labels(classes)
        .conductance(settings -> settings.withEveryEpochs(1).withSteps(4))
        .sink(counts)
        .synchronous()
        .build();
  }

  /** Trains a second one under observation by all measures, and compares. */
  static Outcome watched(CorpusNetwork entry, MultiDataSet data, Model alone) {
    Model model = entry.network().get();
    Counts counts = new Counts();
    try (Infoscope scope = scope(data, counts)) {
      fit(model, data, scope.listener());
    }
    return new Outcome(model, same(model, alone), counts.failures, counts.snapshots);
  }

  private static boolean same(Model one, Model other) {
    return Arrays.equals(values(one.params()), values(other.params()))
        && Arrays.equals(values(updaterState(one)), values(updaterState(other)));
  }

  private static float[] values(@Nullable INDArray array) {
    return array == null ? new float[0] : array.dup().data().asFloat();
  }

  private static @Nullable INDArray updaterState(Model model) {
    return model instanceof MultiLayerNetwork network
        ? network.getUpdater().getStateViewArray()
        : ((ComputationGraph) model).getUpdater().getUpdaterStateViewArray();
  }

  private static void fit(Model model, MultiDataSet data, TrainingListener... listeners) {
    Nd4j.getRandom().setSeed(SEED);
    model.setListeners(listeners);
    if (model instanceof MultiLayerNetwork network) {
      network.fit(new SingletonDataSetIterator(single(data)), EPOCHS);
    } else {
      ((ComputationGraph) model).fit(new SingletonMultiDataSetIterator(data), EPOCHS);
    }
    model.setListeners();
  }

  private static DataSet single(MultiDataSet data) {
    return new DataSet(
        data.getFeatures(0),
        data.getLabels(0),
        first(data.getFeaturesMaskArrays()),
        first(data.getLabelsMaskArrays()));
  }

  private static @Nullable INDArray first(INDArray @Nullable [] masks) {
    return masks == null ? null : masks[0];
  }

  private static final class Counts implements ReportSink {
    private final Map<String, Long> failures = new TreeMap<>();
    private long snapshots;

    @Override
    public void publish(EpochReport report) {}

    @Override
    public void update(Health now) {
      now.failures().forEach((part, times) -> failures.put(part, times));
      snapshots = now.snapshots();
    }
  }
}
