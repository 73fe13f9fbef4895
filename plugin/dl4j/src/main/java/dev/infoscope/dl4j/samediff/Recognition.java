// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.samediff;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ops.impl.layers.convolution.BatchNorm;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Says in the words of DL4J what a piece of a graph computes from the pieces before it, where it is
 * one of a few well-known shapes: a product with weights, a bias and an activation; a convolution
 * likewise; batch norm; pooling; an activation alone. Then its weights are read as those of such a
 * layer are. Whatever else it is stays unsaid.
 */
final class Recognition {
  private static final int[] AS_DL4J_FROM_YXIO = {3, 2, 0, 1};
  private static final int[] AS_DL4J_FROM_OYXI = {0, 3, 1, 2};

  /**
   * What a piece is.
   *
   * @param layer in the words of DL4J; null if it is nothing that DL4J has a word for
   * @param weights by DL4J's key: the variable, and how its dimensions are to be permuted
   * @param flattens whether its input is reshaped first
   * @param logits the variable before the activation; the piece itself where there is none
   * @param activation null if not known
   */
  record Piece(
      @Nullable Layer layer,
      Map<String, Weight> weights,
      boolean flattens,
      String logits,
      @Nullable IActivation activation) {}

  /**
   * A variable that holds weights.
   *
   * @param variable its name
   * @param order of its dimensions as DL4J has them; empty for as they are
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Weight(String variable, int... order) {}

  private final Operations operations;
  private final Function<String, Boolean> given; // whether a piece before this one makes it
  private final Function<String, long[]> shapes;

  /**
   * Recognises pieces of a graph.
   *
   * @param given whether a variable is a layer or an input
   * @param shapes of variables, for some examples
   */
  Recognition(
      Operations operations, Function<String, Boolean> given, Function<String, long[]> shapes) {
    this.operations = operations;
    this.given = given;
    this.shapes = shapes;
  }

  /**
   * Recognises the piece that ends with a variable.
   *
   * @param loss of the output that it is; null for none, or if not known
   * @param output whether it is one
   */
  Piece of(String variable, @Nullable ILossFunction loss, boolean output) {
    IActivation function = FunctionWords.of(operations, shapes, variable);
    String inner = function == null ? variable : operations.taken(variable).get(0);
    IActivation applied = function == null ? new ActivationIdentity() : function;
    if (function != null && given.apply(inner)) {
      Layer layer =
          loss == null
              ? new ActivationLayer(applied)
              : new LossLayer.Builder(loss).activation(applied).build();
      return new Piece(layer, Map.of(), false, inner, applied);
    }
    Piece piece = dense(inner, applied, loss);
    piece = piece == null ? convolution(inner, applied) : piece;
    piece = piece == null && function == null ? norm(inner) : piece;
    piece = piece == null && function == null ? pooling(inner) : piece;
    return piece == null
        ? new Piece(null, Map.of(), false, inner, output && function == null ? null : applied)
        : piece;
  }

  /** A sum with a bias, and what is summed. */
  private record Affine(SameDiffOp product, @Nullable String bias) {}

  private @Nullable Affine affine(String variable, String... products) {
    SameDiffOp maker = operations.maker(variable);
    String bias = null;
    if (maker != null && (isKind(maker, "add") || isKind(maker, "biasadd"))) {
      bias = maker.getInputsToOp().get(1);
      String product = maker.getInputsToOp().get(0);
      if (!operations.isWeight(bias) || given.apply(product)) {
        return null;
      }
      maker = operations.maker(product);
    }
    return maker == null || !isKind(maker, products) ? null : new Affine(maker, bias);
  }

  private static boolean isKind(SameDiffOp maker, String... kinds) {
    return Arrays.asList(kinds).contains(Operations.kind(maker));
  }

  private @Nullable Piece dense(
      String variable, IActivation function, @Nullable ILossFunction loss) {
    Affine affine = affine(variable, "xw_plus_b", "matmul");
    if (affine == null || isTransposed(affine.product())) {
      return null;
    }
    List<String> taken = affine.product().getInputsToOp();
    boolean three = isKind(affine.product(), "xw_plus_b");
    String bias = three && affine.bias() == null ? taken.get(2) : affine.bias();
    boolean twice = three && affine.bias() != null;
    Boolean flattens = flattens(taken.get(0));
    if (twice || flattens == null || !isMatrix(taken.get(1)) || !isVector(bias, variable)) {
      return null;
    }
    long[] shape = shapes.apply(taken.get(1));
    Layer layer =
        loss == null
            ? new DenseLayer.Builder()
                .nIn(shape[0])
                .nOut(shape[1])
                .activation(function)
                .hasBias(bias != null)
                .build()
            : new OutputLayer.Builder(loss)
                .nIn(shape[0])
                .nOut(shape[1])
                .activation(function)
                .hasBias(bias != null)
                .build();
    return new Piece(layer, weights(taken.get(1), bias), flattens, variable, function);
  }

  private static boolean isTransposed(SameDiffOp product) {
    return Arrays.stream(Operations.integers(product)).anyMatch(each -> each != 0);
  }

  private static Map<String, Weight> weights(String factor, @Nullable String bias, int... order) {
    Map<String, Weight> weights = new HashMap<>();
    weights.put("W", new Weight(factor, order));
    if (bias != null) {
      weights.put("b", new Weight(bias));
    }
    return weights;
  }

  private boolean isMatrix(String variable) {
    return operations.isWeight(variable) && shapes.apply(variable).length == 2;
  }

  /** Whether a bias has one number per unit; there may be none. */
  private boolean isVector(@Nullable String bias, String variable) {
    if (bias == null) {
      return true;
    }
    long[] units = shapes.apply(variable);
    long[] shape = shapes.apply(bias);
    long length = Arrays.stream(shape).reduce(1, (one, other) -> one * other);
    return operations.isWeight(bias) && length == units[units.length == 4 ? 1 : units.length - 1]
        || operations.isWeight(bias) && units.length == 4 && length == units[3];
  }

  /** Whether what a product takes is made by a reshaping first; null if by something else. */
  private @Nullable Boolean flattens(String taken) {
    if (given.apply(taken)) {
      return false;
    }
    SameDiffOp maker = operations.maker(taken);
    if (maker == null
        || !isKind(maker, "reshape", "flatten_2d")
        || !given.apply(maker.getInputsToOp().get(0))) {
      return null;
    }
    long[] before = shapes.apply(maker.getInputsToOp().get(0));
    return before[0] == shapes.apply(taken)[0] ? true : null;
  }

  private @Nullable Piece convolution(String variable, IActivation function) {
    Affine affine = affine(variable, "conv2d");
    if (affine == null) {
      return null;
    }
    List<String> taken = affine.product().getInputsToOp();
    boolean own = taken.size() > 2;
    String bias = own ? taken.get(2) : affine.bias();
    long[] numbers = Operations.integers(affine.product());
    Boolean reshapes = flattens(taken.get(0));
    boolean odd = own && affine.bias() != null || numbers.length < 10;
    if (odd
        || reshapes == null
        || !operations.isWeight(taken.get(1))
        || !isVector(bias, variable)) {
      return null;
    }
    int[] order = order(numbers.length > 10 ? numbers[10] : 0);
    boolean last = numbers[9] == 1;
    long[] units = shapes.apply(variable);
    ConvolutionLayer layer =
        new ConvolutionLayer.Builder(kernel(shapes.apply(taken.get(1)), order))
            .nOut(units[last ? 3 : 1])
            .activation(function)
            .hasBias(bias != null)
            .build();
    layer.setCnn2dDataFormat(last ? CNN2DFormat.NHWC : CNN2DFormat.NCHW);
    return new Piece(layer, weights(taken.get(1), bias, order), reshapes, variable, function);
  }

  /** As the weights have it: a convolution that TensorFlow's import made says -1. */
  private static int[] kernel(long[] weights, int... order) {
    int[] asDl4j = order.length == 0 ? new int[] {0, 1, 2, 3} : order;
    return new int[] {(int) weights[asDl4j[2]], (int) weights[asDl4j[3]]};
  }

  /** Kernel height and width come first among the numbers of a pooling. */
  private static int[] kernel(long... numbers) {
    return new int[] {(int) numbers[0], (int) numbers[1]};
  }

  private static int[] order(long format) {
    return switch ((int) format) {
      case 1 -> new int[0];
      case 2 -> AS_DL4J_FROM_OYXI;
      default -> AS_DL4J_FROM_YXIO;
    };
  }

  private @Nullable Piece norm(String variable) {
    SameDiffOp maker = operations.maker(variable);
    if (maker == null || !(maker.getOp() instanceof BatchNorm norm)) {
      return null;
    }
    List<String> taken = maker.getInputsToOp();
    int[] axes = norm.getJaxis();
    boolean full = taken.size() == 5 && norm.isApplyGamma() && norm.isApplyBeta();
    boolean plain = axes != null && axes.length == 1 && given.apply(taken.get(0));
    if (!full || !plain || taken.stream().skip(1).anyMatch(each -> !operations.isWeight(each))) {
      return null;
    }
    BatchNormalization layer = new BatchNormalization.Builder().eps(norm.getEpsilon()).build();
    layer.setCnn2DFormat(axes[0] == 3 ? CNN2DFormat.NHWC : CNN2DFormat.NCHW);
    Map<String, Weight> weights = new HashMap<>();
    String[] keys = {"mean", "var", "gamma", "beta"};
    for (int i = 0; i < keys.length; i++) {
      weights.put(keys[i], new Weight(taken.get(i + 1)));
    }
    return new Piece(layer, weights, false, variable, new ActivationIdentity());
  }

  private @Nullable Piece pooling(String variable) {
    SameDiffOp maker = operations.maker(variable);
    if (maker == null || !isKind(maker, "maxpool2d", "avgpool2d")) {
      return null;
    }
    long[] numbers = Operations.integers(maker);
    if (numbers.length < 11 || !given.apply(maker.getInputsToOp().get(0))) {
      return null;
    }
    var type =
        isKind(maker, "maxpool2d")
            ? SubsamplingLayer.PoolingType.MAX
            : SubsamplingLayer.PoolingType.AVG;
    SubsamplingLayer layer = new SubsamplingLayer.Builder(type).kernelSize(kernel(numbers)).build();
    layer.setCnn2dDataFormat(numbers[10] == 1 ? CNN2DFormat.NHWC : CNN2DFormat.NCHW);
    return new Piece(layer, Map.of(), false, variable, null);
  }
}
