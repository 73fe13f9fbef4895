// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.CodeColumns;
import dev.infoscope.estimate.PairMatrix;
import dev.infoscope.estimate.chance.Chances;
import dev.infoscope.estimate.entropy.PairMemory;
import dev.infoscope.estimate.entropy.PairwiseInformation;
import dev.infoscope.estimate.neighbours.Jitter;
import dev.infoscope.estimate.neighbours.MixedKsg;
import dev.infoscope.estimate.neighbours.PairwiseKsg;
import dev.infoscope.estimate.neighbours.ScalarColumns;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.Objects;

/** The informations between the units of two layers by the chosen estimator. */
record LinkEstimates(FlowEstimator estimator, int threads) {
  /** What was found, and where the null is known, how likely it is by chance. */
  @SuppressWarnings("ArrayRecordComponent")
  record Pairs(double[][] bits, Chances chances) {}

  Pairs between(PreparedLayer a, PreparedLayer b) {
    return between(a, b, new PairMemory());
  }

  /** The same in memory that is used again. */
  Pairs between(PreparedLayer a, PreparedLayer b, PairMemory memory) {
    if (estimator.kind() != FlowEstimator.Kind.BINNED) {
      PairwiseKsg ksg = ksg();
      return new Pairs(ksg.between(scalars(a), scalars(b), threads), Chances.NONE);
    }
    PairMatrix pairs = PairwiseInformation.between(codes(a), codes(b), threads, memory);
    return of(pairs, a, b, memory);
  }

  /** Of pairs that are counted already. */
  Pairs of(PairMatrix pairs, PreparedLayer a, PreparedLayer b, PairMemory memory) {
    double[][] bits = memory.estimates(a.units().length, b.units().length);
    for (int i = 0; i < bits.length; i++) {
      for (int j = 0; j < bits[i].length; j++) {
        boolean finite = a.isFinite(i) && b.isFinite(j);
        boolean alive = a.isAlive(i) && b.isAlive(j);
        bits[i][j] = !finite ? Double.NaN : alive ? bits(pairs, i, j) : 0;
      }
    }
    return new Pairs(bits, Chances.of(pairs, a.finite(), b.finite()));
  }

  private double bits(PairMatrix pairs, int i, int j) {
    return estimator.corrected() ? pairs.millerMadow(i, j) : pairs.plugIn(i, j);
  }

  PairwiseKsg ksg() {
    return new PairwiseKsg(estimator.neighbours(), estimator.form());
  }

  static ScalarColumns scalars(PreparedLayer layer) {
    return Objects.requireNonNull(layer.scalars());
  }

  private static CodeColumns codes(PreparedLayer layer) {
    return Objects.requireNonNull(layer.codes());
  }

  /** I(X;Q_k) of a whole layer with each unit of the next, bits. */
  double[] wholeLayer(
      LayerColumns source, LayerColumns target, PreparedLayer from, PreparedLayer to) {
    Require.that(
        estimator.kind() != FlowEstimator.Kind.BINNED,
        "relevance of a whole layer needs ksg, not %s",
        estimator);
    MixedKsg ksg =
        MixedKsg.of(estimator.neighbours())
            .with(estimator.form())
            .with(new Jitter(estimator.jitter(), 1));
    double[][] moving = select(source.columns(), from);
    double[] bits = new double[to.units().length];
    Arrays.setAll(
        bits,
        k -> {
          double[][] one = {target.columns()[k].clone()};
          boolean dead = !to.isAlive(k) || moving.length == 0;
          return dead ? 0 : ksg.information(rows(moving), rows(scaled(one)), threads);
        });
    return bits;
  }

  private double[][] select(double[][] columns, PreparedLayer ready) {
    double[][] alive = new double[columns.length][];
    int count = 0;
    for (int i = 0; i < columns.length; i++) {
      if (ready.isAlive(i)) {
        alive[count++] = columns[i].clone();
      }
    }
    return scaled(Arrays.copyOf(alive, count));
  }

  private double[][] scaled(double[][] columns) {
    for (double[] column : columns) {
      estimator.scale().apply(column);
    }
    return columns;
  }

  private static Activations rows(double[][] columns) {
    int rows = columns[0].length;
    double[] values = new double[rows * columns.length];
    for (int i = 0; i < columns.length; i++) {
      for (int row = 0; row < rows; row++) {
        values[row * columns.length + i] = columns[i][row];
      }
    }
    return Activations.of(values, columns.length);
  }
}
