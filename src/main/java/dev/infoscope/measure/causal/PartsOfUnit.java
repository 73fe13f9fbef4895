// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.count.Range;

/**
 * EI_parts of the edges into one output unit, exactly: {@code I(X_A; Y_B)} while <em>all</em>
 * inputs are uniform on the input range and independent, so that the others are noise to A.
 *
 * <p>The law of the pre-activation is known in closed form, and three ways lead to the table of
 * cells:
 *
 * <ul>
 *   <li>few inputs that matter, at most four: {@link TruncatedPowers};
 *   <li>wide edges: the {@link FourierLaw} with the edge's own sinc left out of the product;
 *   <li>narrow edges, all of them in a layer of a hundred inputs: for a given unit the information
 *       is a function of the width alone, {@code I = s g(s)} with {@code s = (a / widest)^2} and g
 *       nearly linear. It is evaluated at a few nodes, and its sum over the edges follows from
 *       {@link PowerSums}: no work per edge at all.
 * </ul>
 *
 * <p>Error below 1e-8 bits per edge; with a handful of inputs whose weights differ by more than a
 * thousandfold up to 1e-5. Scratch space, reused from unit to unit.
 */
final class PartsOfUnit {
  private static final double PER_NODE = Math.log(1e-10);

  private final OutputCuts cuts;
  private final int bins;
  private final UnitInputs inputs;
  private final Spectrum spectrum;
  private final FourierLaw law;
  private final TruncatedPowers powers;
  private final EdgeTable table;
  private final PowerSums sums = new PowerSums();
  private final double[] few;
  private final double[] fewEdges = new double[TruncatedPowers.MOST_INPUTS];
  private final double[] values = new double[NodePolynomial.MOST_NODES];
  private final double[] polynomial = new double[NodePolynomial.MOST_NODES];
  private final WideEdges wide;

  private double[] product = new double[0]; // 2 / (L w) times all sincs
  private double[] coefficients = new double[0];
  private double limit; // edges up to this width are narrow
  private int fewCount; // of the unit read last; 0 when Fourier was the way
  private int nodes;
  private double outputEntropy;

  PartsOfUnit(OutputCuts cuts, Range range, int inputBins, int inputCount) {
    this.cuts = cuts;
    this.bins = inputBins;
    this.inputs = new UnitInputs(range, inputCount);
    this.spectrum = new Spectrum(inputBins);
    this.law = new FourierLaw(inputBins, cuts.count());
    this.powers = new TruncatedPowers(inputBins);
    this.table = new EdgeTable(cuts, inputBins);
    this.few = new double[inputBins * law.stride()];
    this.wide = new WideEdges(inputBins);
  }

  /** Sum over the edges into a unit, bits. */
  double total(double[] weights, int from, double bias) {
    inputs.read(weights, from, bias);
    if (!prepare()) {
      return Double.NaN;
    }
    double sum = 0;
    if (fewCount > 0) {
      for (int rank = 0; rank < fewCount; rank++) {
        sum += fewEdges[rank];
      }
      return sum;
    }
    for (int e = 0; e < wide.count(); e++) {
      sum += wideEdge(e);
    }
    for (int r = 0; r < nodes; r++) {
      sum += polynomial[r] * sums.sum(r + 1);
    }
    return sum;
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
        bits = narrowEdge(width);
      }
      into[first + k * stride] = bits;
    }
  }

  /** Entropy of the unit's output after either method, bits; exact like the rest. */
  double outputEntropy() {
    return outputEntropy;
  }

  /** Finds the way for the unit just read; false when something is not finite. */
  private boolean prepare() {
    outputEntropy = Double.NaN;
    fewCount = 0;
    nodes = 0;
    wide.clear();
    if (!inputs.isFinite()) {
      return false;
    }
    outputEntropy = 0;
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
      powers.table(inputs, count, rank, cuts.cuts(), few, law.stride());
      fewEdges[rank] = information(few);
    }
  }

  private double information(double[] below) {
    double bits = table.information(below, law.stride());
    outputEntropy = table.outputEntropy();
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
    if (product.length < count) {
      product = new double[2 * count];
      coefficients = new double[2 * count];
    }
    law.prepare(cuts.cuts(), inputs.mean(), spectrum.reach(), count);
    sums.read(inputs, limit);
    double step = law.step();
    for (int f = 0; f < count; f++) {
      product[f] = sums.sincs(step * (f + 1)) / (Math.PI * (f + 1));
    }
    wide.read(inputs, limit, step, count, product);
    fit();
  }

  /** How the information of narrow edges depends on their width. */
  private void fit() {
    if (sums.edges() == 0) {
      return;
    }
    double roughness = sums.scale() * law.step() * spectrum.frequencies() / Spectrum.SIGMAS;
    double needed = PER_NODE / Math.log(Math.min(0.1, roughness * roughness / 100));
    nodes = Math.min(NodePolynomial.MOST_NODES, Math.max(2, (int) Math.ceil(needed)));
    NodePolynomial through = NodePolynomial.of(nodes);
    for (int j = 0; j < nodes; j++) {
      double s = through.node(j);
      values[j] = narrowTable(Math.sqrt(s) * sums.scale()) / s;
    }
    through.coefficients(values, polynomial);
  }

  /** {@code sinc(a w / 2B) / sinc(a w / 2) = B sin(x) / sin(B x)} with {@code x = a w / 2B}. */
  private double narrowTable(double width) {
    double x = law.step() * width / (2 * bins);
    double sine = Math.sin(x);
    double cosine = Math.cos(x);
    double sineAll = Math.sin(bins * x);
    double cosineAll = Math.cos(bins * x);
    double s = sine; // of f times x
    double c = cosine;
    double sAll = sineAll; // of f times B x
    double cAll = cosineAll;
    for (int f = 0; f < spectrum.frequencies(); f++) {
      coefficients[f] = product[f] * bins * s / sAll;
      double next = s * cosine + c * sine;
      c = c * cosine - s * sine;
      s = next;
      next = sAll * cosineAll + cAll * sineAll;
      cAll = cAll * cosineAll - sAll * sineAll;
      sAll = next;
    }
    return information(law.table(width, coefficients));
  }

  private double narrowEdge(double width) {
    double ratio = width / Math.max(sums.scale(), Double.MIN_NORMAL);
    double s = ratio * ratio;
    double sum = 0;
    for (int r = nodes - 1; r >= 0; r--) {
      sum = (sum + polynomial[r]) * s;
    }
    return sum;
  }

  private double wideEdge(int index) {
    wide.coefficients(index, coefficients);
    return information(law.table(wide.width(index), coefficients));
  }
}
