// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.relay;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Range;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.measure.relay.CoarseGraining;
import dev.infoscope.measure.relay.Concept;
import dev.infoscope.measure.relay.DenseKnockouts;
import dev.infoscope.measure.relay.KnockoutFit;
import dev.infoscope.measure.relay.RankCorrelation;
import dev.infoscope.measure.relay.RelayCounts;
import dev.infoscope.measure.relay.RelayPath;
import dev.infoscope.measure.relay.RelayTable;
import dev.infoscope.measure.relay.SubsetTable;
import dev.infoscope.network.Activation;
import dev.infoscope.network.DenseMap;
import dev.infoscope.numeric.Workers;
import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Relay information and knockouts of one network, all on the same images. */
final class RelayStudy {
  static final int DIGITS = 10;

  /** What was found for one digit. */
  record Digit(
      double relay,
      double[] essentiality,
      double[] unique,
      RelayPath path,
      double[] best,
      double shortfall,
      double shareAbove,
      KnockoutFit fit) {}

  private final Digit[] digits = new Digit[DIGITS];
  private final ShuffledNull[] nulls;
  private final DenseKnockouts zero;
  private final DenseKnockouts mean;
  private final double accuracy;

  RelayStudy(MultiLayerNetwork network, DataSet images, int threads) {
    int[] labels = images.getLabels().argMax(1).toIntVector();
    INDArray hidden = network.feedForwardToLayer(0, images.getFeatures()).get(1);
    int units = (int) hidden.size(1);
    Activations values = Activations.of(hidden.dup('c').data().asFloat(), units);
    int[] predictions = network.output(images.getFeatures()).argMax(1).toIntVector();
    accuracy = equal(labels, predictions);
    Bins bins = CoarseGraining.twoMeans().bins(new Range(-1, 1), values);
    RelayTable table =
        new RelayCounts(bins, DIGITS, DIGITS).accept(values, labels, predictions).snapshot();
    nulls = table.shuffledPatterns(1);
    DenseMap output = output(network, units);
    zero = new DenseKnockouts(values, output, labels, new double[units]);
    mean = new DenseKnockouts(values, output, labels, DenseKnockouts.means(values));
    Workers.run(threads, DIGITS, () -> digit -> digits[digit] = study(table.concept(digit), digit));
  }

  /** Share of the rows in which both say the same. */
  private static double equal(int[] labels, int[] predictions) {
    IntStream rows = IntStream.range(0, labels.length);
    return (double) rows.filter(row -> labels[row] == predictions[row]).count() / labels.length;
  }

  private static DenseMap output(MultiLayerNetwork network, int units) {
    double[] weights = network.getParam("1_W").dup('c').data().asDouble();
    double[] bias = network.getParam("1_b").dup('c').data().asDouble();
    return new DenseMap(units, DIGITS, weights, bias, Activation.identity());
  }

  private Digit study(Concept concept, int digit) {
    SubsetTable subsets = concept.subsets(1);
    RelayPath path = concept.path();
    int[] best = subsets.best();
    return new Digit(
        concept.relay(),
        concept.essentiality(),
        concept.unique(),
        path,
        Arrays.stream(best).mapToDouble(subsets::value).toArray(),
        Arrays.stream(subsets.shortfall(path)).max().orElse(0),
        subsets.shareAbove(path),
        KnockoutFit.of(subsets, zero.balanced(digit)));
  }

  double accuracy() {
    return accuracy;
  }

  Digit digit(int digit) {
    return digits[digit];
  }

  /** What the layer would read of a digit if its neurons knew nothing. */
  double byChance(int digit) {
    return nulls[digit].mean();
  }

  double[][] essentiality() {
    return Arrays.stream(digits).map(Digit::essentiality).toArray(double[][]::new);
  }

  double[][] aggregated() {
    return Arrays.stream(digits)
        .map(digit -> digit.path().aggregated(RelayPath.Reference.FIRST_REMOVAL))
        .toArray(double[][]::new);
  }

  double[][] unique() {
    return Arrays.stream(digits).map(Digit::unique).toArray(double[][]::new);
  }

  /** For how many digits the two largest scores are those of neurons 2c and 2c + 1. */
  static int modulesFound(double[][] scores) {
    int found = 0;
    for (int digit = 0; digit < DIGITS; digit++) {
      double[] row = scores[digit];
      int own = digit;
      double others =
          IntStream.range(0, row.length)
              .filter(unit -> unit / 2 != own)
              .mapToDouble(unit -> row[unit])
              .max()
              .orElse(0);
      found += Math.min(row[2 * digit], row[2 * digit + 1]) > others ? 1 : 0;
    }
    return found;
  }

  int modulesThatSurvive() {
    int found = 0;
    for (int digit = 0; digit < DIGITS; digit++) {
      int[] last = digits[digit].path().survivors(2);
      found += last[0] == 2 * digit && last[1] == 2 * digit + 1 ? 1 : 0;
    }
    return found;
  }

  /** Spearman of scores of all digits and neurons with what knocking each neuron out costs. */
  double agreement(double[][] scores, boolean toMean) {
    DenseKnockouts knockouts = toMean ? mean : zero;
    ToDoubleBiFunction<Integer, Integer> damage =
        (digit, unit) -> knockouts.balancedWithout(digit) - knockouts.balancedWithout(digit, unit);
    int units = scores[0].length;
    double[] flat = Arrays.stream(scores).flatMapToDouble(Arrays::stream).toArray();
    double[] costs =
        IntStream.range(0, flat.length)
            .mapToDouble(i -> damage.applyAsDouble(i / units, i % units))
            .toArray();
    return RankCorrelation.of(flat, costs);
  }
}
