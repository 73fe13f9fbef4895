// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.affine;

import dev.infoscope.dl4j.probe.Blocks;
import dev.infoscope.dl4j.shadow.LayerFacts;
import dev.infoscope.dl4j.shadow.LayerOrder;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.network.Activation;
import dev.infoscope.network.DenseMap;
import dev.infoscope.network.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Finds out whether the layers above one are dense, one after the other, up to the only output, and
 * copies their weights. Dropout in between does nothing in inference.
 */
public final class DenseChain {
  private final Shadow shadow;
  private final LayerOrder order;

  /**
   * Looks for chains in a network.
   *
   * @param shadow whose weights are copied
   */
  public DenseChain(Shadow shadow) {
    this.shadow = shadow;
    this.order = new LayerOrder(shadow);
  }

  /**
   * The layers above one.
   *
   * @param index of the layer
   * @return from the next layer to the output; null if there is anything else
   */
  public @Nullable List<DenseMap> above(int index) {
    List<DenseMap> maps = new ArrayList<>();
    Integer next = order.after(index);
    while (next != null && shadow.outputs().size() == 1) {
      Layer layer = order.inner(next);
      boolean last = layer instanceof OutputLayer && shadow.outputs().contains(next);
      Activation activation =
          layer instanceof OutputLayer end && last ? output(end) : hidden(layer);
      if (activation == null || isRemade(next)) {
        return null;
      }
      maps.add(map(next, activation));
      if (last) {
        return maps;
      }
      next = order.after(next);
    }
    return null;
  }

  /**
   * Whether what the layer takes is not what the one before hands on; dropout is looked through.
   */
  private boolean isRemade(int index) {
    if (shadow.reshapes(index) || shadow.sources(index).size() > 1) {
      return true;
    }
    Source source = shadow.sources(index).get(0);
    while (source instanceof Source.OfLayer layer && !source.equals(order.before(index))) {
      if (shadow.reshapes(layer.index()) || shadow.outputs().contains(layer.index())) {
        return true;
      }
      source = shadow.sources(layer.index()).get(0);
    }
    return false;
  }

  private static @Nullable Activation output(OutputLayer layer) {
    IActivation function = layer.getActivationFn();
    boolean keepsOrder =
        function instanceof ActivationSoftmax || function instanceof ActivationIdentity;
    return keepsOrder ? Activation.identity() : null;
  }

  private static @Nullable Activation hidden(@Nullable Layer layer) {
    IActivation function =
        layer instanceof DenseLayer dense && !dense.hasLayerNorm()
            ? LayerFacts.activation(dense)
            : null;
    return function == null || function instanceof ActivationSoftmax
        ? null
        : ActivationFunctions.of(function);
  }

  private DenseMap map(int index, Activation activation) {
    INDArray weights = Objects.requireNonNull(shadow.parameter(index, "W"));
    INDArray bias = shadow.parameter(index, "b");
    int outputs = (int) weights.size(1);
    return new DenseMap(
        (int) weights.size(0),
        outputs,
        Blocks.doubles(weights),
        bias == null ? new double[outputs] : Blocks.doubles(bias),
        activation);
  }
}
