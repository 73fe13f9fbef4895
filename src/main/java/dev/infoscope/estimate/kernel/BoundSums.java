// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.SampleMean;
import java.util.function.IntToDoubleFunction;

/** What one bound of {@link PairwiseDistance} adds up: the kernels of each row with the others. */
final class BoundSums implements Bound {
  private static final int TILE = CenteredTiles.SIZE;

  private final LabelGroups groups;
  private final TiledSums all; // per row, over all rows
  private final TiledSums within; // per row, over the rows of its class
  private final ShuffledGroups shuffled;

  BoundSums(LabelGroups groups, int shuffles, long seed) {
    this.groups = groups;
    all = new TiledSums(groups.rows());
    within = new TiledSums(groups.rows());
    shuffled = new ShuffledGroups(groups, shuffles, seed);
  }

  /** Takes the kernels of row {@code i} and the rows {@code from} to {@code to - 1}. */
  void accept(int i, int from, int to, double[] kernel) {
    int count = to - from;
    int first = Math.max(0, Math.min(count, groups.start(i) - from)); // of its class
    double own = sum(kernel, first, count);
    all.add(from / TILE, kernel, 0, count);
    within.add(from / TILE, kernel, first, count);
    all.add(i, sum(kernel, 0, first) + own);
    within.add(i, own);
    shuffled.accept(i, from, to, kernel);
  }

  /** In four parts that do not wait for each other. */
  static double sum(double[] values, int from, int to) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int k = from;
    for (; k + 3 < to; k += 4) {
      a += values[k];
      b += values[k + 1];
      c += values[k + 2];
      d += values[k + 3];
    }
    for (; k < to; k++) {
      a += values[k];
    }
    return a + b + (c + d);
  }

  @Override
  public double input() {
    return Math.max(0, Bits.log2(groups.rows()) - all.meanLog());
  }

  @Override
  public double label(double entropy) {
    return label(all.meanLog(), within, entropy);
  }

  @Override
  public double inputError() {
    return error(all::log);
  }

  @Override
  public double labelError() {
    int[] sizes = groups.sizes();
    return error(i -> within.log(i) - all.log(i) - Bits.log2(sizes[groups.start(i)]));
  }

  private double error(IntToDoubleFunction term) {
    int rows = groups.rows();
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += term.applyAsDouble(i);
    }
    double squares = 0;
    for (int i = 0; i < rows; i++) {
      double off = term.applyAsDouble(i) - sum / rows;
      squares += off * off;
    }
    return SampleMean.of(sum / rows, squares, rows).standardError();
  }

  @Override
  public ShuffledNull shuffled(double entropy) {
    return shuffled.read(all.meanLog(), entropy);
  }

  /** I(T;Y): the log N and log N_y terms differ by the entropy of the labels. */
  static double label(double meanLogAll, TiledSums within, double entropy) {
    return Math.max(0, entropy + within.meanLog() - meanLogAll);
  }
}
