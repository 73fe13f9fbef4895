// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.causal;

import dev.infoscope.Infoscope;
import dev.infoscope.examples.Accuracy;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.causal.CausalMetrics;
import dev.infoscope.measure.causal.JointPlan;
import dev.infoscope.report.EpochReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** One training run of a task under observation, from one seed. */
final class CausalRun {
  private static final int BINS = 8;

  /** Between a fifth and a tenth of the default: there are many snapshots. */
  private static final JointPlan PLAN = new JointPlan(1 << 12, 1 << 8, 1 << 20, 1);

  private final CausalTask task;
  private final int epochs;
  private final boolean joint;
  private final List<EpochReport> history = new ArrayList<>();
  private final Map<Integer, double[]> losses = new LinkedHashMap<>(); // by epoch: train, test
  private double accuracy;

  CausalRun(CausalTask task, int epochs, boolean joint) {
    this.task = task;
    this.epochs = epochs;
    this.joint = joint;
  }

  /**
   * A layer's place at one epoch, bits.
   *
   * @param epoch when
   * @param sensitivity S
   * @param information EI
   * @param degeneracy S - EI
   */
  record Place(int epoch, double sensitivity, double information, double degeneracy) {
    double across() {
      return information / Math.sqrt(2);
    }

    double up() {
      return (sensitivity + degeneracy) / Math.sqrt(2);
    }
  }

  CausalRun train(long seed) {
    MultiLayerNetwork network = network(seed);
    DataSetIterator batches = new ListDataSetIterator<>(task.training().batchBy(task.batch()), 1);
    try (Infoscope scope = scope()) {
      examine(scope, network, 0);
      for (int epoch = 1; epoch <= epochs; epoch++) {
        network.fit(batches);
        if (epoch % task.every() == 0) {
          examine(scope, network, epoch);
        }
      }
    }
    accuracy = Accuracy.of(network, task.test());
    return this;
  }

  private Infoscope scope() {
    return Infoscope.builder()
        .probe(task.test())
        .without("information-plane", "neurons")
        .causal(
            c -> {
              var settings = c.withBins(BINS).withInputRange(0, 1);
              return joint ? settings.withJoint(PLAN) : settings;
            })
        .synchronous()
        .sink(history::add)
        .build();
  }

  private void examine(Infoscope scope, MultiLayerNetwork network, int epoch) {
    scope.sample(network, epoch);
    losses.put(
        epoch,
        new double[] {
          network.score(task.training()) / task.training().numExamples(),
          network.score(task.test()) / task.test().numExamples()
        });
  }

  private MultiLayerNetwork network(long seed) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(new Sgd(0.01))
            .miniBatch(false) // gradients are summed over the batch
            .activation(Activation.SIGMOID)
            .list();
    int[] widths = task.widths();
    for (int i = 1; i < widths.length - 1; i++) {
      layers.layer(hidden("hidden_" + i, widths[i - 1], widths[i]));
    }
    int last = widths.length - 1;
    layers.layer(output(widths[last - 1], widths[last]));
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }

  private static DenseLayer hidden(String name, int inputs, int outputs) {
    return new DenseLayer.Builder()
        .name(name)
        .nIn(inputs)
        .nOut(outputs)
        .weightInit(uniform(inputs))
        .hasBias(false)
        .build();
  }

  private OutputLayer output(int inputs, int outputs) {
    return new OutputLayer.Builder(LossFunction.L2)
        .name("output")
        .activation(Activation.SIGMOID) // softmax otherwise
        .nIn(inputs)
        .nOut(outputs)
        .weightInit(uniform(inputs))
        .hasBias(false)
        .build();
  }

  private static WeightInitDistribution uniform(int inputs) {
    double most = 1 / Math.sqrt(inputs);
    return new WeightInitDistribution(new UniformDistribution(-most, most));
  }

  double accuracy() {
    return accuracy;
  }

  /** Squared error per example on training and test set, by epoch. */
  Map<Integer, double[]> losses() {
    return losses;
  }

  /** The trajectory of every layer, with EI of the given kind. */
  Map<String, List<Place>> trajectories(String kind) {
    Map<String, List<Place>> trajectories = new LinkedHashMap<>();
    for (EpochReport report : history) {
      Map<String, Double> sensitivities = values(report, CausalMetrics.SENSITIVITY, "");
      Map<String, Double> informations = values(report, CausalMetrics.EFFECTIVE_INFORMATION, kind);
      Map<String, Double> degeneracies = values(report, CausalMetrics.DEGENERACY, kind);
      informations.forEach(
          (layer, information) -> {
            double sensitivity = sensitivities.getOrDefault(layer, Double.NaN);
            double degeneracy = degeneracies.getOrDefault(layer, Double.NaN);
            Place place = new Place(report.moment().epoch(), sensitivity, information, degeneracy);
            if (Double.isFinite(place.up())) {
              trajectories.computeIfAbsent(layer, name -> new ArrayList<>()).add(place);
            }
          });
    }
    return trajectories;
  }

  private static Map<String, Double> values(EpochReport report, Metric metric, String kind) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Reading reading : report.readings()) {
      if (reading.metric().equals(metric)
          && reading.layer() != null
          && reading.labels().getOrDefault("kind", "").equals(kind)) {
        values.put(reading.layer().name(), reading.value());
      }
    }
    return values;
  }
}
