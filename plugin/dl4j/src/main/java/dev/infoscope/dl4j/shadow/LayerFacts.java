// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.shadow;

import dev.infoscope.discrete.Range;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.AbstractLSTM;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.deeplearning4j.nn.conf.layers.variational.VariationalAutoencoder;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;

/** What a layer's configuration tells about its activations. */
public final class LayerFacts {
  private static final Range UNIT = new Range(0, 1);
  private static final Range SIGNED = new Range(-1, 1);
  private static final Map<String, Range> RANGES =
      Map.of(
          "ActivationTanH", SIGNED,
          "ActivationHardTanH", SIGNED,
          "ActivationSoftSign", SIGNED,
          "ActivationSigmoid", UNIT,
          "ActivationHardSigmoid", UNIT,
          "ActivationSoftmax", UNIT,
          "ActivationRectifiedTanh", UNIT,
          "ActivationRationalTanh", new Range(-1.7159, 1.7159),
          "ActivationReLU6", new Range(0, 6));

  /** Layers that inherit an activation function and never apply it. */
  private static final List<Class<?>> INHERITED_ONLY =
      List.of(
          BatchNormalization.class,
          VariationalAutoencoder.class,
          PReLULayer.class,
          DropoutLayer.class);

  private LayerFacts() {}

  /**
   * The configuration without wrappers.
   *
   * @param layer may be wrapped
   * @return what it wraps, or itself
   */
  public static Layer inner(Layer layer) {
    Layer inner = layer;
    while (true) {
      if (inner instanceof FrozenLayer frozen) {
        inner = frozen.getLayer();
      } else if (inner instanceof BaseWrapperLayer wrapper) {
        inner = wrapper.getUnderlying();
      } else if (inner instanceof Bidirectional both) {
        inner = both.getFwd();
      } else {
        return inner;
      }
    }
  }

  /**
   * What a part of a network is called in messages.
   *
   * @param part a layer or a function
   * @return simple name of its class; the whole name where there is no simple one, as of a class
   *     that the user wrote on the spot
   */
  public static String words(Object part) {
    Class<?> type = part.getClass();
    return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
  }

  /**
   * Kind of a layer.
   *
   * @param layer may be wrapped
   * @return simple name of its class, without wrappers
   */
  public static String kind(Layer layer) {
    return inner(layer).getClass().getSimpleName();
  }

  /**
   * The pair of layers that read a sequence from both ends.
   *
   * @param layer may be wrapped, as in a last step or a frozen layer
   * @return null if it is none
   */
  public static @Nullable Bidirectional pair(Layer layer) {
    Layer outer = layer;
    while (true) {
      if (outer instanceof Bidirectional both) {
        return both;
      } else if (outer instanceof FrozenLayer frozen) {
        outer = frozen.getLayer();
      } else if (outer instanceof BaseWrapperLayer wrapper) {
        outer = wrapper.getUnderlying();
      } else {
        return null;
      }
    }
  }

  /**
   * Range of the activation function.
   *
   * @param layer may be wrapped
   * @return null when it has no bounds or cannot be told
   */
  public static @Nullable Range range(Layer layer) {
    Bidirectional both = pair(layer);
    if (both != null && both.getMode() != Bidirectional.Mode.CONCAT) {
      return null; // sums of two activations reach further
    }
    Layer inner = inner(layer);
    if (inner instanceof AbstractLSTM lstm && !UNIT.equals(range(lstm.getGateActivationFn()))) {
      return null; // the output gate multiplies the activation
    }
    return range(activation(inner));
  }

  private static @Nullable Range range(@Nullable IActivation function) {
    return function == null ? null : RANGES.get(function.getClass().getSimpleName());
  }

  /**
   * The activation function that a layer applies.
   *
   * @param layer without wrappers
   * @return null if there is none
   */
  public static @Nullable IActivation activation(Layer layer) {
    boolean addsTwo = layer.getClass().getSimpleName().equals("GravesBidirectionalLSTM");
    if (addsTwo || INHERITED_ONLY.stream().anyMatch(kind -> kind.isInstance(layer))) {
      return null;
    }
    if (layer instanceof BaseLayer base) {
      return base.getActivationFn();
    }
    return layer instanceof ActivationLayer only ? only.getActivationFn() : null;
  }

  /** Whether the layer makes a mask of what it is given. */
  static boolean makesMask(Layer layer) {
    if (layer instanceof FrozenLayer frozen) {
      return makesMask(frozen.getLayer());
    }
    return layer instanceof MaskZeroLayer
        || layer instanceof BaseWrapperLayer wrapper && makesMask(wrapper.getUnderlying());
  }

  /** Whether the layer computes its output where its input stands. */
  static boolean writesOverInput(Layer layer) {
    Layer inner = inner(layer);
    return inner instanceof ActivationLayer || inner instanceof PReLULayer;
  }

  /** Whether the layer hands its input on unchanged when the network is not training. */
  static boolean isIdentity(Layer layer) {
    return inner(layer) instanceof DropoutLayer;
  }

  /** Whether the layer puts out nothing beyond the range of its input. */
  static boolean staysWithin(Layer layer) {
    Layer inner = inner(layer);
    boolean pools =
        inner instanceof SubsamplingLayer pooling && isMaximumOrMean(pooling.getPoolingType())
            || inner instanceof GlobalPoolingLayer all && isMaximumOrMean(all.getPoolingType());
    return pools || isIdentity(inner);
  }

  private static boolean isMaximumOrMean(Object type) {
    return String.valueOf(type).equals("MAX") || String.valueOf(type).equals("AVG");
  }
}
