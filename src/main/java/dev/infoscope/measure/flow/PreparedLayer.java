// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.CodeColumns;
import dev.infoscope.discrete.ColumnSort;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.estimate.neighbours.Jitter;
import dev.infoscope.estimate.neighbours.ScalarColumns;
import dev.infoscope.numeric.Mix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The units of one layer made ready for all their links: sorted, or put into bins of their own.
 *
 * @param units which units of the layer
 * @param kinds what each is like
 * @param scalars presorted columns; null when binned
 * @param codes bins per unit; null when not binned
 */
@SuppressWarnings("ArrayRecordComponent")
record PreparedLayer(
    int[] units,
    ScalarColumns.Kind[] kinds,
    @Nullable ScalarColumns scalars,
    @Nullable CodeColumns codes) {

  /** The jitter of a unit depends on seed, layer and unit alone. */
  static PreparedLayer of(LayerColumns columns, FlowEstimator estimator, long seed, int layer) {
    Jitter jitter = new Jitter(estimator.jitter(), Mix.at(seed, layer));
    boolean binned = estimator.kind() == FlowEstimator.Kind.BINNED;
    ScalarColumns.Kind[] kinds = kinds(columns);
    return binned
        ? new PreparedLayer(columns.units(), kinds, null, codes(columns, kinds, estimator))
        : new PreparedLayer(
            columns.units(), kinds, scalars(columns, kinds, estimator, jitter), null);
  }

  private static ScalarColumns.Kind[] kinds(LayerColumns columns) {
    ScalarColumns.Kind[] kinds = new ScalarColumns.Kind[columns.units().length];
    for (int i = 0; i < kinds.length; i++) {
      boolean finite = Arrays.stream(columns.columns()[i]).allMatch(Double::isFinite);
      boolean moves = columns.moves()[columns.units()[i]];
      kinds[i] =
          !finite
              ? ScalarColumns.Kind.NOT_FINITE
              : moves ? ScalarColumns.Kind.ALIVE : ScalarColumns.Kind.DEAD;
    }
    return kinds;
  }

  /** A unit that is dead within its whole layer is so among some of its units too. */
  private static ScalarColumns scalars(
      LayerColumns columns, ScalarColumns.Kind[] kinds, FlowEstimator estimator, Jitter jitter) {
    double[][] values = columns.columns().clone();
    for (int i = 0; i < kinds.length; i++) {
      if (kinds[i] == ScalarColumns.Kind.DEAD) {
        values[i] = new double[values[i].length];
      }
    }
    return ScalarColumns.of(values, columns.units(), estimator.scale(), jitter);
  }

  private static CodeColumns codes(
      LayerColumns columns, ScalarColumns.Kind[] kinds, FlowEstimator estimator) {
    Discretizer rule = estimator.discretizer();
    ColumnSort order = new ColumnSort();
    byte[][] codes = new byte[kinds.length][columns.columns()[0].length];
    for (int i = 0; i < kinds.length; i++) {
      if (kinds[i] == ScalarColumns.Kind.ALIVE) {
        double[] values = columns.columns()[i];
        Bins bins = rule.ofColumn(values, order);
        for (int row = 0; row < values.length; row++) {
          codes[i][row] = (byte) bins.code(0, values[row]);
        }
      }
    }
    return CodeColumns.ofColumns(codes, estimator.bins());
  }

  boolean isAlive(int i) {
    return kinds[i] == ScalarColumns.Kind.ALIVE;
  }

  /** Of each unit, {@link #isFinite}. */
  boolean[] finite() {
    boolean[] finite = new boolean[kinds.length];
    for (int i = 0; i < finite.length; i++) {
      finite[i] = isFinite(i);
    }
    return finite;
  }

  boolean isFinite(int i) {
    return kinds[i] != ScalarColumns.Kind.NOT_FINITE;
  }
}
