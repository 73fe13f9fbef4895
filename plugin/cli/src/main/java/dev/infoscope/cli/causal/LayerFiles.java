// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.causal;

import dev.infoscope.cli.table.FileStem;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.Matrix;
import dev.infoscope.cli.table.TableOptions;
import dev.infoscope.discrete.Range;
import dev.infoscope.measure.causal.LayerTransition;
import dev.infoscope.network.Layer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that make one layer; given again for every further layer. */
final class LayerFiles {
  private static final Range UNIT = new Range(0, 1);

  @Option(
      names = "--weights",
      required = true,
      paramLabel = "FILE",
      description = "Weights of a layer, [inputs x outputs].")
  private Path weights = Path.of("");

  @Option(names = "--bias", paramLabel = "FILE", description = "One number per output; default 0.")
  private @Nullable Path bias;

  @Option(
      names = "--activation",
      required = true,
      paramLabel = "NAME[:P]",
      converter = NamedActivation.Converter.class,
      description =
          "sigmoid, tanh, relu, leakyrelu:SLOPE, elu:ALPHA, softplus, hardsigmoid, hardtanh,"
              + " gelu, swish:SLOPE, identity (for the logits of a softmax).")
  private @Nullable NamedActivation activation;

  /** Needed by picocli. */
  LayerFiles() {}

  Path weights() {
    return weights;
  }

  NamedActivation activation() {
    return Objects.requireNonNull(activation);
  }

  /** Of the activation; without bounds 0 to 1, as in the authors' own runs. */
  Range outputRange() {
    Range bounds = activation().function().range();
    return bounds == null ? UNIT : bounds;
  }

  /** The layer as readings name it: by the file of its weights. */
  Layer layer(int index) {
    return new Layer(index, FileStem.of(weights), "file", activation().function().range(), "");
  }

  LayerTransition read(Range inputRange, Range outputRange, TableOptions tables) {
    Matrix matrix = tables.weights(weights).matrix();
    int outputs = matrix.columns();
    return new LayerTransition(
        matrix.rows(),
        outputs,
        matrix.values(),
        bias == null ? new double[outputs] : bias(tables.matrix(bias), matrix),
        activation().function(),
        inputRange,
        outputRange);
  }

  /** A row or a column. */
  private static double[] bias(Matrix bias, Matrix weights) {
    boolean line = bias.rows() == 1 || bias.columns() == 1;
    if (!line || bias.values().length != weights.columns()) {
      throw new InputException(
          bias.file(),
          String.format(
                  Locale.ROOT,
                  "bias of shape [%d x %d] does not go with the weights in %s, shape [%d x %d]: one number",
                  bias.rows(),
                  bias.columns(),
                  weights.file(),
                  weights.rows(),
                  weights.columns())
              + " per column is needed");
    }
    return bias.values();
  }

  /** For the answer, so that it can be repeated. */
  Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("weights", weights.toString());
    parameters.put("bias", bias == null ? Double.NaN : bias.toString());
    parameters.put("activation", activation().name());
    return parameters;
  }
}
