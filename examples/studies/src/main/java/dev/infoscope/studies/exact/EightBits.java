// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.exact;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * An activation function whose values are rounded to 256 levels, from -1 to 1 for tanh, from 0 to
 * the largest value so far seen in training else. Gradients pass as if nothing was rounded (Jacob
 * et al. 2018, arXiv 1712.05877).
 */
final class EightBits extends BaseActivationFunction {
  private static final long serialVersionUID = 1;
  private static final int STEPS = 255;

  private final transient IActivation smooth;
  private final double low;
  private double high;

  private EightBits(IActivation smooth, double low, double high) {
    this.smooth = smooth;
    this.low = low;
    this.high = high;
  }

  static EightBits of(IActivation smooth) {
    return smooth instanceof ActivationTanH
        ? new EightBits(smooth, -1, 1)
        : new EightBits(smooth, 0, 0);
  }

  /** Puts them into all layers but the last, whose loss takes logarithms. */
  static MultiLayerConfiguration into(MultiLayerConfiguration configuration) {
    int layers = configuration.getConfs().size();
    for (int i = 0; i + 1 < layers; i++) {
      BaseLayer layer = (BaseLayer) configuration.getConf(i).getLayer();
      layer.setActivationFn(of(layer.getActivationFn()));
    }
    return configuration;
  }

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    INDArray values = smooth.getActivation(in, training);
    if (training) {
      high = Math.max(high, values.maxNumber().doubleValue());
    }
    return rounded(values, low, high);
  }

  /** In place. */
  static INDArray rounded(INDArray values, double low, double high) {
    if (high <= low) {
      return values;
    }
    double step = (high - low) / STEPS;
    values.subi(low).divi(step);
    Transforms.max(values, 0, false);
    Transforms.min(values, STEPS, false);
    Transforms.round(values, false);
    return values.muli(step).addi(low);
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    return smooth.backprop(in, epsilon);
  }

  @Override
  public String toString() {
    return "eight bits of " + smooth;
  }
}
