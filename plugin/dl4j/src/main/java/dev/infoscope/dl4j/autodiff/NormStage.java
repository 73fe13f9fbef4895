// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Broadcast;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Batch normalisation with frozen statistics, {@code y = gamma (x - mean) / sqrt(var + eps) +
 * beta}; DL4J's backward pass always takes the statistics of the batch.
 */
final class NormStage implements Stage {
  private static final double LN_100 = 2 * Math.log(10);

  private final Layer layer;
  private final BatchNormalization configuration;
  private final Reshaping reshaping;
  private int rows;

  NormStage(Layer layer, BatchNormalization configuration, Reshaping reshaping) {
    this.layer = layer;
    this.configuration = configuration;
    this.reshaping = reshaping;
  }

  @Override
  public INDArray forward(INDArray[] inputs, int rows) {
    this.rows = rows;
    INDArray input = reshaping.forward(inputs[0], rows);
    return layer.activate(input, false, PassBuffers.manager());
  }

  @Override
  public INDArray[] backward(INDArray epsilon) {
    boolean last = epsilon.rank() > 2 && configuration.getCnn2DFormat() == CNN2DFormat.NHWC;
    int channels = last ? epsilon.rank() - 1 : 1;
    INDArray gradient = epsilon.ulike();
    Broadcast.mul(epsilon, slope(), gradient, channels);
    return new INDArray[] {reshaping.backward(gradient, rows)};
  }

  private INDArray slope() {
    INDArray variance =
        configuration.isUseLogStd()
            ? Transforms.exp(layer.getParam("log10stdev").mul(LN_100), false) // (10^s)^2
            : layer.getParam("var").dup();
    INDArray slope =
        Transforms.sqrt(variance.addi(configuration.getEps()), false)
            .rdivi(configuration.isLockGammaBeta() ? configuration.getGamma() : 1);
    if (!configuration.isLockGammaBeta()) {
      slope.muli(layer.getParam("gamma"));
    }
    return slope.reshape(slope.length());
  }

  @Override
  public void clear() {
    layer.clear();
  }
}
