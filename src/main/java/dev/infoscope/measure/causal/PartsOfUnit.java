// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.discrete.Range;

/**
 * EI_parts of the edges into one output unit, exactly: {@code I(X_A; Y_B)} while <em>all</em>
 * inputs are uniform on the input range and independent, so that the others are noise to A.
 *
 * <p>The law of the pre-activation is known in closed form, and three methods compute the table of
 * cells:
 *
 * <ul>
 *   <li>few inputs that matter, at most four: {@link TruncatedPowers};
 *   <li>wide edges: the {@link FourierLaw} with the edge's own sinc left out of the product;
 *   <li>narrow edges, in a layer of a hundred inputs usually all: {@link NarrowEdges}, without any
 *       work per edge.
 * </ul>
 *
 * <p>Error below 1e-8 bits per edge; with a handful of inputs whose weights differ by more than a
 * thousandfold up to 1e-5. Scratch space, reused from unit to unit.
 */
final class PartsOfUnit {
  private final OutputThresholds thresholds;
  private final UnitInputs inputs;
  private final Spectrum spectrum;
  private final FourierLaw law;
  private final TruncatedPowers powers;
  private final EdgeTable table;
  private final double[] few;
  private final double[] fewEdges = new double[TruncatedPowers.MOST_INPUTS];
  private final WideEdges wide;
  private final NarrowEdges narrow;

  private double[] product = new double[0]; // 2 / (L w) times all sincs
  private double[] coefficients = new double[0];
  private double limit; // edges up to this width are narrow
  private int fewCount; // of the unit read last; 0 when the Fourier method was used
  private double outputEntropy;
  private boolean keepsSome;

  PartsOfUnit(OutputThresholds thresholds, Range range, int inputBins, int inputCount) {
    this.thresholds = thresholds;
    this.inputs = new UnitInputs(range, inputCount);
    this.spectrum = new Spectrum(inputBins);
    this.law = new FourierLaw(inputBins, thresholds.count());
    this.powers = new TruncatedPowers(inputBins);
    this.table = new EdgeTable(thresholds, inputBins);
    this.few = new double[inputBins * law.stride()];
    this.wide = new WideEdges(inputBins);
    this.narrow = new NarrowEdges(inputBins);
  }

  /** Sum over the edges into a unit, bits. */
  double total(double[] weights, int from, double bias) {
    inputs.read(weights, from, bias);
    if (!prepare()) {
      return Double.NaN;
    }
    double sum = 0;
    for (int rank = 0; rank < fewCount; rank++) {
      sum += fewEdges[rank];
    }
    return fewCount > 0 ? sum : totalOfFourier();
  }

  private double totalOfFourier() {
    double sum = 0;
    for (int e = 0; e < wide.count(); e++) {
      sum += wideEdge(e);
    }
    return sum + narrow.total();
  }

  /** Every edge into a unit, bits, {@code into[first + k * stride]} for input k. */
  void edges(double[] weights, int from, double bias, double[] into, int first, int stride) {
    inputs.read(weights, from, bias);
    boolean finite = prepare();
    int nextWide = 0;
    for (int k = 0; k < inputs.count(); k++) {
      double width = inputs.width(k);
      double bits;
      if (!finite) {
        bits = Double.NaN;
      } else if (fewCount > 0) {
        bits = fewEdge(width);
      } else if (width > limit) {
        bits = wideEdge(nextWide++);
      } else {
        bits = narrow.edge(width);
      }
      into[first + k * stride] = bits;
    }
  }

  /** Entropy of the unit's output after either method, bits; exact like the rest. */
  double outputEntropy() {
    return outputEntropy;
  }

  /** Whether some of the unit's outputs stay inside the range, all of them unless dropping. */
  boolean keepsSome() {
    return keepsSome;
  }

  /** What goes into the activation of the unit where every input is at the middle of its range. */
  double mean() {
    return inputs.mean();
  }

  /** Chooses the method for the unit just read; false when something is not finite. */
  private boolean prepare() {
    outputEntropy = Double.NaN;
    fewCount = 0;
    wide.clear();
    narrow.clear();
    if (!inputs.isFinite()) {
      return false;
    }
    outputEntropy = 0;
    keepsSome = thresholds.bin(thresholds.piece(inputs.mean())) != OutputThresholds.DROPPED;
    if (inputs.largest() == 0) {
      return true;
    }
    limit = inputs.largest();
    if (!spectrum.narrow(inputs)) {
      int count = inputs.sort();
      if (powers.suits(inputs, count)) {
        evaluateFew(count);
        return true;
      }
      spectrum.wide(inputs, count);
      limit = 2 * Spectrum.NARROW * spectrum.reach() / (spectrum.frequencies() * Math.PI);
    }
    prepareFourier();
    return true;
  }

  private void evaluateFew(int count) {
    fewCount = count;
    for (int rank = 0; rank < count; rank++) {
      powers.table(inputs, count, rank, thresholds.values(), few, law.stride());
      fewEdges[rank] = information(few);
    }
  }

  private double information(double[] below) {
    double bits = table.information(below, law.stride());
    outputEntropy = table.outputEntropy();
    keepsSome = table.keepsSome();
    return bits;
  }

  private double fewEdge(double width) {
    for (int rank = 0; rank < fewCount; rank++) {
      if (inputs.sorted(rank) == width) {
        return fewEdges[rank];
      }
    }
    return 0;
  }

  private void prepareFourier() {
    int count = spectrum.frequencies();
    makeRoom(count);
    law.prepare(thresholds.values(), inputs.mean(), spectrum.reach(), count);
    double step = law.step();
    narrow.read(inputs, limit, step * count);
    for (int f = 0; f < count; f++) {
      product[f] = narrow.sincs(step * (f + 1)) / (Math.PI * (f + 1));
    }
    wide.read(inputs, limit, step, count, product);
    setNodes(step, count);
  }

  private void makeRoom(int frequencies) {
    if (product.length < frequencies) {
      product = new double[2 * frequencies];
      coefficients = new double[2 * frequencies];
    }
  }

  /** Information of the narrow edges' nodes, between which theirs is interpolated. */
  private void setNodes(double step, int frequencies) {
    for (int node = 0; node < narrow.nodes(); node++) {
      double width = narrow.nodeWidth(node);
      narrow.coefficients(width, product, step, frequencies, coefficients);
      narrow.set(node, information(law.table(width, coefficients)));
    }
  }

  private double wideEdge(int index) {
    wide.coefficients(index, coefficients);
    return information(law.table(wide.width(index), coefficients));
  }
}
