// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.affine;

import dev.infoscope.discrete.Range;
import dev.infoscope.dl4j.shadow.LayerFacts;
import dev.infoscope.dl4j.shadow.LayerOrder;
import dev.infoscope.network.Activation;
import dev.infoscope.network.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.deeplearning4j.nn.conf.layers.AbstractLSTM;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How a layer is read as an affine map; depends on the network's configuration alone.
 *
 * @param layer index of the layer with the weights
 * @param shape how its weights lie
 * @param normBefore batch norm to be folded in from before; null if there is none
 * @param normAfter batch norm to be folded in from behind; null if there is none
 * @param source where its inputs are made, before {@code normBefore}
 * @param end where its outputs are made
 * @param activation the function at the end
 * @param logits whether a softmax is left out
 * @param bounds of the inputs, null when unbounded
 */
record AffinePlan(
    int layer,
    Shape shape,
    @Nullable Integer normBefore,
    @Nullable Integer normAfter,
    Source source,
    int end,
    Activation activation,
    boolean logits,
    @Nullable Range bounds) {
  /** Copies for the analysis take three times eight bytes per weight. */
  private static final long MOST_WEIGHTS = 1 << 23;

  /** How weights lie. */
  enum Shape {
    /** {@code [inputs x outputs]}. */
    DENSE,
    /** {@code [outputs x channels x kernel]}. */
    CONVOLUTION,
    /**
     * {@code [kernel x channels x outputs]} in memory. The array says {@code [outputs x channels x
     * kernel]}, but DL4J's forward pass takes the other view of it.
     */
    CONVOLUTION_1D,
    /** {@code [inputs x outputs]}, beside it what comes from the last step. */
    RECURRENT,
    /** {@code [inputs x 4 outputs]}, the candidate first. */
    CANDIDATE
  }

  /** Why a layer cannot be read. */
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    Refusal(String reason) {
      super(reason);
    }
  }

  /** Plans a layer; the refusal says why it cannot be read. */
  static AffinePlan of(LayerOrder order, int index) throws Refusal {
    Shape shape = shape(order, index);
    Integer normAfter = normAfter(order, index);
    int end = end(order, index, normAfter);
    IActivation function = Objects.requireNonNull(LayerFacts.activation(inner(order, end, index)));
    boolean logits = function instanceof ActivationSoftmax;
    Activation activation = ActivationFunctions.of(function);
    String words = LayerFacts.words(function);
    if (activation == null) {
      throw new Refusal(words + " is no activation function the causal plane knows");
    }
    if (logits && shape != Shape.DENSE) {
      throw new Refusal("the logits of a softmax over channels or steps are not seen");
    }
    if (shape == Shape.CANDIDATE && LayerFacts.range(inner(order, index, index)) == null) {
      throw new Refusal("the candidate's range is not seen, and " + words + " has no bounds");
    }
    Integer normBefore = normBefore(order, index);
    Source source = order.before(normBefore == null ? index : normBefore);
    return new AffinePlan(
        index, shape, normBefore, normAfter, source, end, activation, logits, order.bounds(source));
  }

  private static Layer inner(LayerOrder order, int end, int index) {
    // A batch norm has no function of its own: what it closes is a layer with the identity.
    return Objects.requireNonNull(order.inner(order.isNorm(end) ? index : end));
  }

  /** The layer, unless its weights say at once that it is no affine map. */
  private static Layer readable(LayerOrder order, int index) throws Refusal {
    Layer layer = order.inner(index);
    INDArray weights = order.shadow().parameter(index, "W");
    if (layer == null || weights == null || isPair(order, index)) {
      throw new Refusal(
          order.shadow().parameters(index).isEmpty()
              ? "it has no weights of its own"
              : String.format(
                  Locale.ROOT,
                  "%s is not read as an affine map of its inputs",
                  words(order, index)));
    }
    if (weights.length() > MOST_WEIGHTS) {
      throw new Refusal(
          String.format(
              Locale.ROOT, "%d weights are more than %d", weights.length(), MOST_WEIGHTS));
    }
    boolean normed =
        layer instanceof DenseLayer dense && dense.hasLayerNorm()
            || layer instanceof SimpleRnn rnn && rnn.hasLayerNorm();
    if (normed) {
      throw new Refusal("layer normalisation makes it no affine map of its inputs");
    }
    return layer;
  }

  private static Shape shape(LayerOrder order, int index) throws Refusal {
    Layer layer = readable(order, index);
    if (layer instanceof DenseLayer || layer instanceof BaseOutputLayer) {
      return Shape.DENSE;
    } else if (layer instanceof AbstractLSTM) {
      return Shape.CANDIDATE;
    } else if (layer instanceof SimpleRnn) {
      return Shape.RECURRENT;
    } else if (layer instanceof ConvolutionLayer && isPlain(layer)) {
      return layer instanceof Convolution1DLayer ? Shape.CONVOLUTION_1D : Shape.CONVOLUTION;
    }
    throw new Refusal(
        String.format(
            Locale.ROOT, "%s is not read as an affine map of its inputs", LayerFacts.kind(layer)));
  }

  /** Two layers, one of them from the end. */
  private static boolean isPair(LayerOrder order, int index) {
    Layer layer = order.shadow().configuration(index);
    return layer != null && LayerFacts.pair(layer) != null;
  }

  private static String words(LayerOrder order, int index) {
    String kind = order.shadow().layers().get(index).kind();
    return isPair(order, index) ? "bidirectional " + kind : kind;
  }

  /** Deconvolutions and separable ones inherit from convolutions. */
  private static boolean isPlain(Layer layer) {
    return LayerFacts.kind(layer).matches("Convolution(Layer|[123]D|1DLayer)");
  }

  private static boolean isIdentity(LayerOrder order, int index) {
    Layer layer = order.inner(index);
    IActivation function = layer == null ? null : LayerFacts.activation(layer);
    return function != null
        && !(function instanceof ActivationSoftmax)
        && Activation.identity().equals(ActivationFunctions.of(function));
  }

  private static @Nullable Integer normAfter(LayerOrder order, int index) {
    Integer next = isIdentity(order, index) ? order.after(index) : null;
    return next != null && order.isNorm(next) ? next : null;
  }

  /** A layer without a function of its own ends with the activation layer behind it. */
  private static int end(LayerOrder order, int index, @Nullable Integer normAfter) {
    int last = normAfter == null ? index : normAfter;
    Integer next = isIdentity(order, index) ? order.after(last) : null;
    return next != null && order.inner(next) instanceof ActivationLayer ? next : last;
  }

  /** Unless it belongs to the layer before it. */
  private static @Nullable Integer normBefore(LayerOrder order, int index) {
    if (!(order.before(index) instanceof Source.OfLayer norm) || !order.isNorm(norm.index())) {
      return null;
    }
    return order.before(norm.index()) instanceof Source.OfLayer maker
            && hasMap(order, maker.index())
            && Objects.equals(normAfter(order, maker.index()), norm.index())
        ? null
        : norm.index();
  }

  private static boolean hasMap(LayerOrder order, int index) {
    try {
      shape(order, index);
      return true;
    } catch (Refusal none) {
      return false;
    }
  }

  /** Whether the map of the layer behind it can be put behind this layer's map. */
  boolean isFollowedBy(AffinePlan next) {
    return shape == Shape.DENSE && next.shape == Shape.DENSE && !logits;
  }

  /** How the layer was turned into a map, in words; empty for a plain dense layer. */
  String note() {
    List<String> words = new ArrayList<>();
    switch (shape) {
      case CONVOLUTION, CONVOLUTION_1D -> words.add("receptive field to channels");
      case RECURRENT -> words.add("input to hidden");
      case CANDIDATE -> words.add("input to candidate");
      case DENSE -> {}
    }
    if (normBefore != null || normAfter != null) {
      words.add("batch norm folded");
    }
    if (logits) {
      words.add("softmax up to the logits");
    }
    return String.join(", ", words);
  }
}
