// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.layers;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.dl4j.Examination;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.examples.IdxFiles;
import dev.infoscope.examples.MnistNetworks;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.InformationPlane;
import dev.infoscope.measure.plane.PlaneEstimator;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.measure.plasticity.PlasticityMeasure;
import dev.infoscope.measure.plasticity.PlasticitySettings;
import dev.infoscope.measure.redundancy.RedundancyMeasure;
import dev.infoscope.measure.redundancy.RedundancySettings;
import dev.infoscope.measure.relay.RankCorrelation;
import dev.infoscope.measure.usable.UsableMeasure;
import dev.infoscope.measure.usable.UsableSettings;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Require;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Layer by layer and epoch by epoch on MNIST: accuracy, loss, I(T;Y), usable information,
 * redundancy, vulnerability and effective rank; and whether layers of low vulnerability lose less
 * accuracy when one of their units is held at its mean.
 */
@Command(
    name = "layers",
    description = "A table of layers and epochs on MNIST, and vulnerability against ablation.",
    mixinStandardHelpOptions = true)
public final class LayersExample implements Callable<Integer> {
  private static final int BATCH = 128;

  /** Networks to choose from. */
  enum Kind {
    /** 784-256-128-10. */
    MLP,
    /** Two convolutions. */
    CNN,
    /** 784-6-6-6-10, whose layers can be read as a whole. */
    NARROW
  }

  /** What becomes of a unit's values for r and v. */
  enum Bit {
    /** By the activation function. Means over positions of a map are always above it. */
    ACTIVE,
    /** By the data of each epoch. */
    MEDIAN
  }

  @Option(names = "--data", required = true, description = "Folder with the four idx files.")
  private Path data = Path.of("");

  @Option(names = "--network", description = "mlp, cnn or narrow (default: mlp).")
  private Kind kind = Kind.MLP;

  @Option(names = "--epochs", description = "Epochs to train (default: 5).")
  private int epochs = 5;

  @Option(
      names = "--training",
      description = "Training digits of an epoch, a seeded choice (default: all 60000).")
  private int trained = Integer.MAX_VALUE;

  @Option(names = "--rows", description = "Test digits that are looked at (default: 2000).")
  private int rows = 2000;

  @Option(
      names = "--units",
      description = "Units of a group that is read for r and v (default: 5).")
  private int units = 5;

  @Option(
      names = "--bit",
      description =
          "What of a unit is read for r and v: active, above the threshold of its activation"
              + " function, or median, above its median in this epoch (default: active).")
  private Bit bit = Bit.ACTIVE;

  @Option(names = "--seed", description = "Seed of the network (default: 1).")
  private long seed = 1;

  private final List<LayerRow> all = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    IdxFiles files = new IdxFiles(data);
    DataSet training = files.training();
    training.shuffle(seed);
    Require.atLeast("--training", trained, 1);
    DataSet some = (DataSet) training.getRange(0, Math.min(trained, training.numExamples()));
    DataSetIterator batches = new ListDataSetIterator<>(some.batchBy(BATCH), 1);
    MultiLayerNetwork network = new MultiLayerNetwork(configuration());
    network.init();
    DataSet test = files.test();
    Probe probe = Probe.of(test.toMultiDataSet(), null, rows, seed);
    List<Measure> measures = measures();
    line(
        "%5s %-8s %8s %8s %8s %8s %8s %8s",
        "epoch", "layer", "I(T;Y)", "usable", "r", "v", "rank", "lost");
    for (int epoch = 0; epoch <= epochs; epoch++) {
      if (epoch > 0) {
        network.fit(batches);
      }
      try (Examination seen = Examination.of(network, probe)) {
        table(seen.snapshot(), measures, network.score(test, false), epoch);
      }
    }
    correlation();
    return 0;
  }

  private MultiLayerConfiguration configuration() {
    return switch (kind) {
      case MLP -> MnistNetworks.dense(seed);
      case CNN -> MnistNetworks.convolutional(seed);
      case NARROW -> MnistNetworks.narrow(seed, 6, 6, 6);
    };
  }

  private List<Measure> measures() {
    return List.of(
        new InformationPlane(
            PlaneSettings.defaults().withEstimators(PlaneEstimator.PAIRWISE).withShuffles(0)),
        new UsableMeasure(UsableSettings.defaults().withEveryEpochs(1)),
        new PlasticityMeasure(PlasticitySettings.defaults()));
  }

  /** Of this epoch alone: a measure that is kept keeps the thresholds of its first snapshot. */
  private Measure redundancy() {
    RedundancySettings settings = RedundancySettings.defaults().withUnits(units);
    return new RedundancyMeasure(
        bit == Bit.MEDIAN ? settings.withRule(Discretizer.quantile(2)) : settings);
  }

  private void table(Snapshot snapshot, List<Measure> measures, double loss, int epoch)
      throws Exception {
    int[] predictions = Objects.requireNonNull(snapshot.predictions());
    line(
        "epoch %d: accuracy %.4f, loss %.4f",
        epoch, LayerRow.accuracy(predictions, snapshot), loss);
    List<Reading> readings = new ArrayList<>();
    for (Measure measure : measures) {
      readings.addAll(measure.measure(snapshot).readings());
    }
    readings.addAll(redundancy().measure(snapshot).readings());
    var access = Objects.requireNonNull(snapshot.access());
    for (LayerSnapshot layer : snapshot.layers()) {
      boolean output = access.isOutput(layer.layer());
      double lost = output ? Double.NaN : LayerRow.lossOfOneUnit(layer, snapshot);
      LayerRow row = LayerRow.of(epoch, layer, readings, lost);
      all.add(row);
      line("%s", row.text());
    }
  }

  /** Over layers that are no output, and epochs after the first training. */
  private void correlation() {
    List<LayerRow> known = all.stream().filter(LayerRow::isTrainedAndKnown).toList();
    double[] vulnerability = known.stream().mapToDouble(LayerRow::vulnerability).toArray();
    double[] redundancy = known.stream().mapToDouble(LayerRow::redundancy).toArray();
    double[] lost = known.stream().mapToDouble(LayerRow::loss).toArray();
    line(
        "rank correlation with the accuracy lost with one unit, %d layers and epochs:"
            + " v %.2f, r %.2f",
        known.size(),
        RankCorrelation.of(vulnerability, lost),
        RankCorrelation.of(redundancy, lost));
  }

  private static void line(String template, Object... values) {
    System.out.printf(Locale.ROOT, template + "%n", values);
  }
}
