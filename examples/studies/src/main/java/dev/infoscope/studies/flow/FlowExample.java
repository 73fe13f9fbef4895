// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.flow;

import dev.infoscope.discrete.Activations;
import dev.infoscope.dl4j.FlowPruning;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.measure.flow.AttributionAgreement;
import dev.infoscope.measure.flow.FlowEstimator;
import dev.infoscope.measure.flow.FlowGraph;
import dev.infoscope.measure.flow.FlowNetwork;
import dev.infoscope.measure.flow.InformationFlow;
import dev.infoscope.measure.flow.PruningOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The two small networks of Davis et al. 2020: attribution, pruning, table 1. */
@Command(
    name = "flow",
    description = "Information flow of 4-5-3 and 4-5-5-3 networks on flowers, many seeds.",
    mixinStandardHelpOptions = true)
public final class FlowExample implements Callable<Integer> {
  private static final int EPOCHS = 400;
  private static final double TRAINING = 0.7;
  private static final FlowEstimator KSG = FlowEstimator.ksg();

  @Option(names = "--iris", description = "Fisher's data as CSV (default: made-up flowers).")
  private @Nullable Path iris;

  @Option(names = "--seeds", description = "Runs, from seed 1 (default: 20).")
  private int seeds = 20;

  @Option(
      names = "--out",
      description = "Write the layers of the last run to this folder, for infoscope measure flow.")
  private @Nullable Path out;

  /**
   * What one seed found.
   *
   * @param accuracy on all flowers
   * @param spearman rank correlation of attribution and raw information
   * @param difference of the shares of both
   * @param flow area under the accuracy while links are pruned by their flow
   * @param magnitude the same by the magnitude of weights
   * @param random the same in random orders
   * @param dies whether a hidden unit does not move
   * @param isApart whether all attributions lie on one side of all raw information
   */
  private record Outcome(
      double accuracy,
      double spearman,
      double difference,
      double flow,
      double magnitude,
      double random,
      boolean dies,
      boolean isApart) {}

  @Override
  public Integer call() throws Exception {
    Flowers flowers = Flowers.of(iris);
    double[] raw = rawInformation(flowers);
    System.out.printf(
        Locale.ROOT, "information of each measure about a kind, mean, bits: %s%n", words(raw));
    for (int[] hidden : new int[][] {{5}, {5, 5}}) {
      run(flowers, raw, hidden);
    }
    return 0;
  }

  private void run(Flowers flowers, double[] raw, int[] hidden) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    double[] shares = new double[raw.length];
    for (int seed = 1; seed <= seeds; seed++) {
      MultiLayerNetwork network = train(flowers, hidden, seed);
      Probe probe = Probe.of(all(flowers).toMultiDataSet(), null, 1000, 1);
      FlowPruning pruning = new FlowPruning(network, probe, InformationFlow.of(KSG, seed));
      double[] attribution = attribution(pruning.graph());
      double[] own = Arrays.stream(attribution).map(v -> v / sum(attribution)).toArray();
      Arrays.setAll(shares, i -> shares[i] + own[i] / seeds);
      outcomes.add(outcome(pruning, raw, attribution, seed));
      if (out != null && seed == seeds) {
        write(out, pruning.network());
      }
    }
    print(hidden, outcomes, shares);
  }

  /** Of each measure of the flowers, mean over kinds. */
  private static double[] attribution(FlowGraph graph) {
    return means(graph.attribution(0, graph.layers().size() - 1));
  }

  private static Outcome outcome(
      FlowPruning pruning, double[] raw, double[] attribution, int seed) {
    List<FlowGraph.Nodes> layers = pruning.graph().layers();
    List<FlowGraph.Nodes> hidden = layers.subList(1, layers.size() - 1);
    double apart =
        AttributionAgreement.kolmogorovSmirnov(nats(attribution, layers.size() - 1), nats(raw, 1));
    return new Outcome(
        pruning.accuracy(),
        AttributionAgreement.spearman(raw, attribution),
        AttributionAgreement.shareDifference(raw, attribution),
        pruning.links("hidden_1", PruningOrder.FLOW, seed).area(),
        pruning.links("hidden_1", PruningOrder.MAGNITUDE, seed).area(),
        random(pruning),
        hidden.stream().anyMatch(layer -> layer.movingUnits() < layer.width()),
        apart == 1);
  }

  /** Of ten random orders. */
  private static double random(FlowPruning pruning) {
    double sum = 0;
    for (int seed = 1; seed <= 10; seed++) {
      sum += pruning.links("hidden_1", PruningOrder.RANDOM, seed).area() / 10;
    }
    return sum;
  }

  private void print(int[] hidden, List<Outcome> outcomes, double[] shares) {
    System.out.printf(
        Locale.ROOT,
        "%n4-%s3, %d seeds: accuracy %.3f, dead units in %d runs%n"
            + "  attribution against raw information: Spearman %.3f, shares apart by %.3f%n"
            + "  shares of the measures %s%n"
            + "  pruning the first weights, area under accuracy: flow %.3f, magnitude %.3f,"
            + " random %.3f%n"
            + "  two-sample distance D = 1 in %d runs (p = %.3f, read the wrong way in table 1)%n",
        hidden.length == 1 ? "5-" : "5-5-",
        seeds,
        mean(outcomes, Outcome::accuracy),
        outcomes.stream().filter(Outcome::dies).count(),
        mean(outcomes, Outcome::spearman),
        mean(outcomes, Outcome::difference),
        words(shares),
        mean(outcomes, Outcome::flow),
        mean(outcomes, Outcome::magnitude),
        mean(outcomes, Outcome::random),
        outcomes.stream().filter(Outcome::isApart).count(),
        AttributionAgreement.kolmogorovSmirnovTail(1, 4, 4));
  }

  private static double mean(List<Outcome> outcomes, ToDoubleFunction<Outcome> quantity) {
    return outcomes.stream().mapToDouble(quantity).average().orElse(Double.NaN);
  }

  /** In the paper's unit, since products of nats and of bits are not proportional alike. */
  private static double[] nats(double[] bits, int links) {
    double factor = Math.pow(Math.log(2), links);
    return Arrays.stream(bits).map(value -> value * factor).toArray();
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  private static double[] means(double[][] rows) {
    return Arrays.stream(rows).mapToDouble(row -> sum(row) / row.length).toArray();
  }

  private static String words(double[] values) {
    List<String> words = new ArrayList<>();
    for (double value : values) {
      words.add(String.format(Locale.ROOT, "%.2f", value));
    }
    return String.join(" ", words);
  }

  private static double[] rawInformation(Flowers flowers) {
    int rows = flowers.kinds().length;
    double[] values = new double[rows * 4];
    double[] kinds = new double[rows * 3];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(flowers.values()[row], 0, values, row * 4, 4);
      kinds[row * 3 + flowers.kinds()[row]] = 1;
    }
    FlowNetwork network =
        FlowNetwork.chain(
            List.of("measures", "kinds"),
            List.of(Activations.of(values, 4), Activations.of(kinds, 3)));
    return means(InformationFlow.of(KSG, 1).read(network).links().get(0).bits());
  }

  private static DataSet all(Flowers flowers) {
    INDArray features = Nd4j.create(flowers.values()).castTo(DataType.FLOAT);
    INDArray labels = Nd4j.zeros(DataType.FLOAT, flowers.kinds().length, 3);
    for (int row = 0; row < flowers.kinds().length; row++) {
      labels.putScalar(row, flowers.kinds()[row], 1);
    }
    return new DataSet(features, labels);
  }

  private static MultiLayerNetwork train(Flowers flowers, int[] hidden, int seed) {
    DataSet data = all(flowers);
    data.shuffle(seed);
    DataSet training = data.splitTestAndTrain(TRAINING).getTrain();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration(hidden, seed));
    network.init();
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      network.fit(training);
    }
    return network;
  }

  private static MultiLayerConfiguration configuration(int[] hidden, int seed) {
    var layers =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(new Adam(0.02))
            .weightInit(WeightInit.RELU)
            .activation(Activation.RELU)
            .list();
    int before = 4;
    for (int i = 0; i < hidden.length; i++) {
      layers.layer(hidden(i + 1, before, hidden[i]));
      before = hidden[i];
    }
    return layers.layer(output(before)).build();
  }

  private static DenseLayer hidden(int number, int before, int width) {
    return new DenseLayer.Builder().name("hidden_" + number).nIn(before).nOut(width).build();
  }

  private static OutputLayer output(int before) {
    return new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
        .name("output")
        .nIn(before)
        .nOut(3)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static void write(Path folder, FlowNetwork network) throws IOException {
    Files.createDirectories(folder);
    for (FlowNetwork.Stage stage : network.stages()) {
      StringBuilder csv = new StringBuilder();
      double[] row = new double[stage.values().units()];
      for (int i = 0; i < stage.values().examples(); i++) {
        stage.values().copy(i, 1, row);
        for (int k = 0; k < row.length; k++) {
          csv.append(k == 0 ? "" : ",").append(row[k]);
        }
        csv.append('\n');
      }
      Files.writeString(folder.resolve(stage.name() + ".csv"), csv);
    }
  }
}
