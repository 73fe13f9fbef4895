// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import dev.infoscope.dl4j.Networks;
import java.util.Map;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.samediff.SDLayerParams;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffOutputLayer;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** An output layer that a user writes with SameDiff: a softmax of a product, and cross entropy. */
final class SameDiffOutput extends SameDiffOutputLayer {
  private static final long serialVersionUID = 1;
  private static final String WEIGHTS = "W";
  private static final int INPUTS = 5;

  @Override
  public SDVariable defineLayer(
      SameDiff graph, SDVariable input, SDVariable labels, Map<String, SDVariable> parameters) {
    SDVariable logits = input.mmul(parameters.get(WEIGHTS));
    graph.nn().softmax("chances", logits, 1);
    return graph.loss().softmaxCrossEntropy("loss", labels, logits, null);
  }

  @Override
  public String activationsVertexName() {
    return "chances";
  }

  @Override
  public void defineParameters(SDLayerParams parameters) {
    parameters.addWeightParam(WEIGHTS, INPUTS, Networks.CLASSES);
  }

  @Override
  public void initializeParameters(Map<String, INDArray> parameters) {
    INDArray weights = parameters.get(WEIGHTS);
    weights.assign(Nd4j.linspace(-1, 1, weights.length()).reshape(weights.shape()));
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return InputType.feedForward(Networks.CLASSES);
  }
}
