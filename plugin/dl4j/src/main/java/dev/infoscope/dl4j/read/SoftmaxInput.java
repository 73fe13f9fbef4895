// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.read;

import dev.infoscope.discrete.Activations;
import dev.infoscope.dl4j.probe.Blocks;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.shadow.LayerFacts;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.network.Layer;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Collects the logits of a dense softmax layer, computed from its input and weights, and gives up
 * where their softmax is not what the layer put out, as behind a preprocessor of the user's own.
 */
public final class SoftmaxInput {
  private static final double TOLERANCE = 1e-3;

  private final Shadow shadow;
  private final LayerCapture capture;
  private boolean refused;

  private SoftmaxInput(Shadow shadow, Layer layer, int examples) {
    this.shadow = shadow;
    this.capture = new LayerCapture(layer, shadow.layout(layer.index()), examples);
  }

  /** Null for other layers. */
  public static @Nullable SoftmaxInput of(Shadow shadow, Layer layer, int examples) {
    var configuration = shadow.configuration(layer.index());
    boolean dense =
        configuration != null
            && LayerFacts.inner(configuration) instanceof BaseLayer weighted
            && (weighted instanceof OutputLayer || weighted instanceof DenseLayer) // as of Keras
            && weighted.getActivationFn() instanceof ActivationSoftmax;
    return dense ? new SoftmaxInput(shadow, layer, examples) : null;
  }

  /**
   * Takes in a block.
   *
   * @param block of the probe
   * @param seen activations by index of layer
   */
  public void accept(Probe.Block block, Map<Integer, INDArray> seen) {
    int index = capture.layer().index();
    INDArray input = shadow.sources(index).get(0).in(seen, block.features());
    INDArray weights = shadow.parameter(index, "W");
    INDArray output = seen.get(index);
    if (refused || input == null || weights == null || output == null) {
      refused = true;
      return;
    }
    refused = !isFed(input, weights);
    if (!refused) {
      accept(block, input, weights, output);
    }
  }

  private static boolean isFed(INDArray input, INDArray weights) {
    return input.rank() != 3 && input.length() == input.size(0) * weights.size(0);
  }

  private void accept(Probe.Block block, INDArray input, INDArray weights, INDArray output) {
    INDArray copy = input.dup('c');
    INDArray logits = copy.reshape('c', input.size(0), weights.size(0)).mmul(weights);
    INDArray bias = shadow.parameter(capture.layer().index(), "b");
    if (bias != null) {
      logits.addiRowVector(bias);
    }
    INDArray softmax = Transforms.softmax(logits, true);
    refused =
        !softmax.equalShapes(output)
            || softmax.subi(output).amaxNumber().doubleValue() > TOLERANCE; // NaN may pass
    if (!refused) {
      capture.accept(block, logits, shadow.mask(capture.layer().index()));
    }
    Blocks.free(softmax);
    Blocks.free(logits);
    Blocks.free(copy);
  }

  /** The logits of all blocks; null if they could not be computed. */
  public @Nullable Activations logits() {
    return refused || capture.refusal() != null ? null : capture.activations();
  }
}
