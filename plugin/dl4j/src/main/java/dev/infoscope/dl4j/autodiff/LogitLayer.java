// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import dev.infoscope.network.Source;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/**
 * Where the logits of an output are: the output layer without its activation. Networks imported
 * from Keras end in a loss layer without weights; there it is the dense layer before it.
 *
 * @param index node of the logits; it and what follows have no conductance
 * @param stage from the node's input to the logits, {@code [rows x classes]}
 * @param activation that makes the output of the logits
 */
public record LogitLayer(int index, Stage stage, IActivation activation) {
  private static final Set<Class<?>> OUTPUTS =
      Set.of(OutputLayer.class, CenterLossOutputLayer.class, DenseLayer.class);

  /** Finds the end before an output. */
  static LogitLayer of(int output, List<Node> nodes) {
    Node node = nodes.get(output);
    Layer layer = node.layer();
    if (layer == null || node.topology().layer() == null) {
      throw new NotDifferentiable(node.name(), "gives no logits");
    }
    var configuration = node.topology().layer();
    if (configuration instanceof DropoutLayer) {
      return before(node, nodes);
    } else if (configuration instanceof RnnOutputLayer recurrent) {
      boolean featuresLast = recurrent.getRnnDataFormat() == RNNFormat.NWC;
      Stage last = new LastStepStage(layer, node.reshaping(), featuresLast);
      return new LogitLayer(output, last, recurrent.getActivationFn());
    } else if (OUTPUTS.contains(configuration.getClass())) {
      Stage affine = new AffineStage(layer, node.reshaping(), null);
      return new LogitLayer(output, affine, ((BaseLayer) configuration).getActivationFn());
    } else if (configuration.getClass() == LossLayer.class) {
      return passing(output, nodes, ((LossLayer) configuration).getActivationFn());
    } else if (configuration instanceof ActivationLayer only) {
      return passing(output, nodes, only.getActivationFn());
    }
    throw new NotDifferentiable(
        node.name(), configuration.getClass().getSimpleName() + " gives no logits");
  }

  /** A layer that has an activation and no weights: the logits may be made before it. */
  private static LogitLayer passing(int output, List<Node> nodes, IActivation activation) {
    Node node = nodes.get(output);
    boolean identity = activation instanceof ActivationIdentity;
    if (node.sources().size() == 1 && node.sources().get(0) instanceof Source.OfLayer source) {
      var before = nodes.get(source.index()).topology().layer();
      boolean makesLogits =
          before instanceof DenseLayer dense
              && (identity || dense.getActivationFn() instanceof ActivationIdentity);
      boolean passesOn =
          identity && (before instanceof ActivationLayer || before instanceof DropoutLayer);
      if (makesLogits || passesOn) {
        LogitLayer end = of(source.index(), nodes);
        return new LogitLayer(end.index(), end.stage(), identity ? end.activation() : activation);
      }
    }
    return new LogitLayer(output, new IdentityStage(node.reshaping()), activation);
  }

  private static LogitLayer before(Node node, List<Node> nodes) {
    if (node.sources().get(0) instanceof Source.OfLayer source) {
      return of(source.index(), nodes);
    }
    throw new NotDifferentiable(node.name(), "gives no logits");
  }

  /** What goes into a monotone activation for a value to come out; others keep the side of 0. */
  double beforeActivation(double value) {
    if (activation instanceof ActivationSigmoid) {
      return Math.log(value / (1 - value));
    }
    if (activation instanceof ActivationTanH) {
      return 0.5 * Math.log((1 + value) / (1 - value));
    }
    return activation instanceof ActivationHardSigmoid ? (value - 0.5) / 0.2 : value;
  }
}
