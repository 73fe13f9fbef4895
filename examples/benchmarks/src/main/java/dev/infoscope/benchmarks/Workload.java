// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.benchmarks;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.BinaryPatterns;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.CodeColumns;
import dev.infoscope.discrete.PatternCoder;
import dev.infoscope.discrete.PatternCounts;
import dev.infoscope.discrete.PatternKeys;
import dev.infoscope.discrete.PatternTable;
import dev.infoscope.estimate.entropy.EntropyEstimator;
import dev.infoscope.estimate.entropy.LeaveOneOut;
import dev.infoscope.estimate.entropy.PairwiseInformation;
import dev.infoscope.estimate.entropy.PlugIn;
import dev.infoscope.estimate.kernel.MatrixRenyi;
import dev.infoscope.estimate.kernel.PairwiseDistance;
import dev.infoscope.estimate.neighbours.Jitter;
import dev.infoscope.estimate.neighbours.Ksg;
import dev.infoscope.estimate.neighbours.MixedKsg;
import dev.infoscope.estimate.neighbours.PairwiseKsg;
import dev.infoscope.estimate.neighbours.ScalarColumns;
import dev.infoscope.estimate.neighbours.Scale;
import dev.infoscope.golden.Generators;
import dev.infoscope.measure.neuron.ablation.AblationOrder;
import dev.infoscope.measure.neuron.ablation.DenseAblation;
import dev.infoscope.measure.neuron.ablation.DenseNetwork;
import dev.infoscope.measure.neuron.ablation.Networks;
import dev.infoscope.measure.relay.Concept;
import dev.infoscope.measure.relay.RelayCounts;
import dev.infoscope.measure.relay.RelayTable;
import dev.infoscope.network.Activation;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** What is measured, and what to measure it against. Times are milliseconds of one thread. */
public enum Workload {
  /** Both informations of a layer of 10 units, 4096 examples, 30 bins. */
  B1A("B1a  binned, 4096 x 10", 0.25, 0.1, "ibsgd 127, IDNNs 228", Workload::smallLayer),
  /** Both informations of a wide layer, from activations. */
  B1B("B1b  binned, 60000 x 128", 20, 5, "ibsgd 166", Workload::wideLayer),
  /** The same from codes that were made before. */
  B1B_CODES("B1b  the same from codes", 20, 5, "ibsgd 166", Workload::wideCodes),
  /** All pairs of units of two layers, few bins. */
  B2_8("B2   256 x 128 pairs, 8 bins", 60, 25, "numpy 426, JIDT 591", () -> pairs(8)),
  /** All pairs of units of two layers, many bins. */
  B2_30("B2   256 x 128 pairs, 30 bins", 200, 130, "JIDT 1270", () -> pairs(30)),
  /** All leave-one-out entropies of 20 binary units. */
  B3_20("B3   leave-one-out, width 20", 5, 1.5, "numpy 57", () -> leaveOneOut(20)),
  /** All leave-one-out entropies of 64 binary units. */
  B3_64("B3   leave-one-out, width 64", 45, 15, "numpy 244", () -> leaveOneOut(64)),
  /** Shrinking subset aggregation of ten classes, 20 binary units. */
  RELAY_20(
      "B3   relay, ten classes, width 20", 100, 40, "numpy 14000 on other data", () -> relay(20)),
  /** Shrinking subset aggregation of ten classes, 64 binary units. */
  RELAY_64("B3   relay, ten classes, width 64", 1200, 400, "-", () -> relay(64)),
  /** Relay information of every set of 20 binary units, one class. */
  RELAY_SETS("B3   relay, all 2^20 sets", 7000, 4000, "-", Workload::relaySets),
  /** Nearest-neighbour information of ten units and one. */
  B4("B4   KSG, N = 10000, 10 to 1", 450, 150, "NPEET 533, JIDT 1313", () -> neighbours(10)),
  /** Nearest-neighbour information of two scalars. */
  B4_SCALAR("B4   KSG, N = 10000, 1 to 1", Double.NaN, Double.NaN, "JIDT 33", () -> neighbours(1)),
  /** Mixed nearest-neighbour information of a pair of units, sorted beforehand. */
  FLOW_PAIR("F1   mixed KSG pair, N = 10000", 12, Double.NaN, "JIDT 33", () -> links(10_000, 1, 1)),
  /** Mixed nearest-neighbour information of all pairs of two layers. */
  FLOW_LINKS(
      "F2   256 x 128 links, mixed KSG, N = 1000", 10_000, 5_000, "-", () -> links(1000, 256, 128)),
  /** Both pairwise-distance bounds of both informations. */
  B5("B5   pairwise bounds, 2000 x 128", 65, 25, "numpy 125", Workload::bounds),
  /** Matrix entropy without eigenvalues. */
  B6_2("B6   Renyi, N = 1024, alpha 2", 20, 8, "numpy 11", () -> renyi(2)),
  /** Matrix entropy with eigenvalues. */
  B6_101("B6   Renyi, N = 1024, alpha 1.01", 250, 120, "numpy 99", () -> renyi(1.01)),
  /** One ablation curve of the first hidden layer, with a hidden layer above it. */
  ABLATION_FIRST(
      "A1   ablation curve, 100-100-10, N = 10000",
      Double.NaN,
      Double.NaN,
      "-",
      () -> ablation(100, 100, 10)),
  /** One ablation curve of the last hidden layer. */
  ABLATION_LAST(
      "A2   ablation curve, 100-10, N = 10000",
      Double.NaN,
      Double.NaN,
      "-",
      () -> ablation(100, 10));

  private static final Bins BINS = Bins.equalWidth(-1, 1, 30);

  private final String title;
  private final double target;
  private final double stretch;
  private final String peers;
  private final Supplier<Supplier<Object>> preparation;

  Workload(
      String title,
      double target,
      double stretch,
      String peers,
      Supplier<Supplier<Object>> preparation) {
    this.title = title;
    this.target = target;
    this.stretch = stretch;
    this.peers = peers;
    this.preparation = preparation;
  }

  /**
   * What people call it.
   *
   * @return number, estimator and size
   */
  public String title() {
    return title;
  }

  /**
   * What it must cost at most.
   *
   * @return milliseconds, {@code NaN} for none
   */
  public double target() {
    return target;
  }

  /**
   * What it should cost.
   *
   * @return milliseconds, {@code NaN} for none
   */
  public double stretch() {
    return stretch;
  }

  /**
   * What others cost, on another machine.
   *
   * @return names and milliseconds
   */
  public String peers() {
    return peers;
  }

  /**
   * Makes the data.
   *
   * @return the work itself, to be repeated
   */
  public Supplier<Object> prepare() {
    return preparation.get();
  }

  private static Supplier<Object> smallLayer() {
    Generators.Task task = Generators.b1a();
    Activations layer = Activations.of(task.layers().get(0), task.units(0));
    return () -> {
      PatternCoder coder = new PatternCoder(BINS, layer.units());
      return plane(coder, coder.keys(layer), task.labels(), 2);
    };
  }

  private static Supplier<Object> wideLayer() {
    Activations layer = Activations.of(Generators.b1b(60_000, 128), 128);
    int[] labels = Generators.classes(60_000);
    return () -> {
      PatternCoder coder = new PatternCoder(BINS, 128);
      return plane(coder, coder.keys(layer), labels, 10);
    };
  }

  private static Supplier<Object> wideCodes() {
    CodeColumns codes = CodeColumns.of(Activations.of(Generators.b1b(60_000, 128), 128), BINS);
    int[] labels = Generators.classes(60_000);
    return () -> {
      PatternCoder coder = new PatternCoder(BINS, 128);
      return plane(coder, coder.keys(codes), labels, 10);
    };
  }

  private static Double plane(PatternCoder coder, PatternKeys keys, int[] labels, int classes) {
    PatternTable table =
        new PatternCounts(coder, classes, labels.length).accept(keys, labels).snapshot();
    return PlugIn.entropy(table.patterns()) + PlugIn.mutualInformation(table);
  }

  /** The columns of B2. */
  record Pairs(CodeColumns first, CodeColumns second) {
    static Pairs of(int bins) {
      Generators.CodePair codes = Generators.b2(10_000, bins);
      return new Pairs(
          CodeColumns.ofRows(codes.a(), codes.unitsA(), bins),
          CodeColumns.ofRows(codes.b(), codes.unitsB(), bins));
    }
  }

  private static Supplier<Object> pairs(int bins) {
    Pairs pairs = Pairs.of(bins);
    return () -> PairwiseInformation.between(pairs.first(), pairs.second(), 1);
  }

  private static long[] packed(Generators.Codes codes) {
    long[] rows = new long[codes.classes().length];
    for (int i = 0; i < codes.bits().length; i++) {
      rows[i / codes.width()] |= (long) codes.bits()[i] << i % codes.width();
    }
    return rows;
  }

  private static Supplier<Object> relay(int width) {
    Generators.Codes codes = Generators.b3(60_000, width);
    long[] rows = packed(codes);
    return () -> {
      RelayTable table = table(codes, rows);
      double sum = 0;
      for (int label = 0; label < 10; label++) {
        sum += table.concept(label).path().values()[0];
      }
      return sum;
    };
  }

  private static RelayTable table(Generators.Codes codes, long[] rows) {
    return new RelayCounts(Bins.above(0.5).forUnits(codes.width()), 10, 10)
        .accept(rows, codes.classes(), codes.outputs())
        .snapshot();
  }

  private static Supplier<Object> relaySets() {
    Generators.Codes codes = Generators.b3(60_000, 20);
    Concept concept = table(codes, packed(codes)).concept(0);
    return () -> concept.subsets(1);
  }

  private static Supplier<Object> leaveOneOut(int width) {
    long[] rows = packed(Generators.b3(60_000, width));
    return () -> LeaveOneOut.entropies(BinaryPatterns.of(rows, width), EntropyEstimator.PLUG_IN);
  }

  private static Supplier<Object> neighbours(int units) {
    Generators.Regression data = Generators.b4(10_000);
    double[] x = new double[10_000 * units];
    for (int i = 0; i < x.length; i++) {
      x[i] = data.x()[i / units * 10 + i % units];
    }
    Activations left = Activations.of(x, units);
    Activations right = Activations.of(data.y(), 1);
    return () -> Ksg.of(3).information(left, right, 1);
  }

  /** Two layers of smooth functions of the same ten inputs; sorting is part of the work. */
  private static Supplier<Object> links(int rows, int unitsA, int unitsB) {
    double[][] a = tanh(rows, unitsA, 1);
    double[][] b = tanh(rows, unitsB, 2);
    PairwiseKsg ksg = new PairwiseKsg(5, MixedKsg.Form.RELEASED);
    return () -> ksg.between(sorted(a, 1), sorted(b, 2), 1);
  }

  private static ScalarColumns sorted(double[][] columns, long seed) {
    int[] units = new int[columns.length];
    Arrays.setAll(units, unit -> unit);
    return ScalarColumns.of(columns, units, Scale.STANDARD, new Jitter(1e-9, seed));
  }

  private static double[][] tanh(int rows, int units, long seed) {
    double[] inputs = Generators.b4(rows).x();
    double[] weights = new SplittableRandom(seed).doubles(units * 10L, -1, 1).toArray();
    double[][] columns = new double[units][rows];
    for (int unit = 0; unit < units; unit++) {
      for (int row = 0; row < rows; row++) {
        double sum = 0;
        for (int k = 0; k < 10; k++) {
          sum += weights[unit * 10 + k] * inputs[row * 10 + k];
        }
        columns[unit][row] = Math.tanh(sum);
      }
    }
    return columns;
  }

  /** The curve of the first of some layers, rectified, in a random order. */
  private static Supplier<Object> ablation(int... widths) {
    SplittableRandom random = new SplittableRandom(2);
    DenseNetwork above = Networks.random(random, Activation.relu(), widths);
    int units = widths[0];
    float[] outputs = Networks.uniform(random, 10_000 * units, 1);
    int[] labels = random.ints(10_000, 0, above.classes()).toArray();
    DenseAblation target =
        DenseAblation.above(above, new double[units], Activations.of(outputs, units), labels);
    int[] order = AblationOrder.random(units, 1, 3).get(0).units();
    return () -> Arrays.hashCode(target.accuracies(order));
  }

  private static Supplier<Object> bounds() {
    Activations layer = Activations.of(Generators.b5(2000, 128), 128);
    int[] labels = Generators.classes(2000);
    return () -> PairwiseDistance.bounds(layer, labels, 0.1, 0, 1);
  }

  private static Supplier<Object> renyi(double alpha) {
    Activations layer = Activations.of(Generators.b6(1024), 64);
    return () -> new MatrixRenyi(alpha).entropy(layer, 64);
  }
}
