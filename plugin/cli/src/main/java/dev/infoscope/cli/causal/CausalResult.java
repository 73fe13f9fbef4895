// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.causal;

import dev.infoscope.cli.table.FileStem;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.Matrix;
import dev.infoscope.measure.Layer;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.causal.CausalPlane;
import dev.infoscope.measure.causal.CausalPoint;
import dev.infoscope.measure.causal.LayerTransition;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about one layer.
 *
 * @param layer called by the file of its weights
 * @param transition its weights and ranges
 * @param point its place in the plane
 */
record CausalResult(Layer layer, LayerTransition transition, CausalPoint point) {

  static CausalResult of(CausalOptions options, Path weights, @Nullable Path bias) {
    Matrix matrix = Matrix.of(weights);
    int outputs = matrix.columns();
    LayerTransition transition =
        new LayerTransition(
            matrix.rows(),
            outputs,
            matrix.values(),
            bias == null ? new double[outputs] : bias(bias, matrix),
            options.activation().function(),
            options.inputRange(),
            options.outputRange());
    Layer layer =
        new Layer(0, FileStem.of(weights), "file", options.activation().function().range(), "");
    CausalPlane plane = new CausalPlane(options.causalBins(), options.plan());
    return new CausalResult(layer, transition, plane.measure(transition));
  }

  /** A row or a column. */
  private static double[] bias(Path file, Matrix weights) {
    Matrix bias = Matrix.of(file);
    boolean line = bias.rows() == 1 || bias.columns() == 1;
    if (!line || bias.values().length != weights.columns()) {
      throw new InputException(
          file,
          "bias of shape [%d x %d] does not go with the weights in %s, shape [%d x %d]: one number"
                  .formatted(
                      bias.rows(),
                      bias.columns(),
                      weights.file(),
                      weights.rows(),
                      weights.columns())
              + " per column is needed");
    }
    return bias.values();
  }

  List<Reading> readings() {
    return point.readings(layer);
  }
}
