// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.faults;

import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Mean loss and gradients of the minibatches of an epoch, and the size of weights. */
final class TrainingNorms extends BaseTrainingListener {
  private final double[] squares;
  private double loss;
  private int iterations;

  TrainingNorms(MultiLayerNetwork network) {
    this.squares = new double[network.getnLayers()];
  }

  @Override
  public void onGradientCalculation(Model model) {
    for (Map.Entry<String, INDArray> each : model.gradient().gradientForVariable().entrySet()) {
      String name = each.getKey();
      boolean trained = !name.endsWith("_mean") && !name.endsWith("_var");
      if (trained) {
        double norm = each.getValue().norm2Number().doubleValue();
        squares[Integer.parseInt(name.substring(0, name.indexOf('_')))] += norm * norm;
      }
    }
  }

  @Override
  public void iterationDone(Model model, int iteration, int epoch) {
    loss += model.score();
    iterations++;
  }

  /** Writes what the epoch had, and begins another. */
  void write(MultiLayerNetwork network, int epoch, SeriesRecorder into) {
    into.put("training_loss", SeriesKey.NETWORK, epoch, loss / iterations);
    for (int i = 0; i < squares.length; i++) {
      INDArray weights = network.getLayer(i).params();
      if (weights != null && weights.length() > 0) {
        into.put("gradient_norm", i, epoch, Math.sqrt(squares[i] / iterations));
        into.put("weight_norm", i, epoch, weights.norm2Number().doubleValue());
      }
      squares[i] = 0;
    }
    loss = 0;
    iterations = 0;
  }
}
