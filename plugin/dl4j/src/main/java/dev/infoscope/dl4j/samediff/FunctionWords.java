// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.samediff;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.ScalarOp;

/** Which of DL4J's activation functions an operation of a graph is. */
final class FunctionWords {
  private static final Map<String, Supplier<IActivation>> FUNCTIONS =
      Map.ofEntries(
          Map.entry("relu", ActivationReLU::new),
          Map.entry("relu6", ActivationReLU6::new),
          Map.entry("tanh", ActivationTanH::new),
          Map.entry("sigmoid", ActivationSigmoid::new),
          Map.entry("softmax", ActivationSoftmax::new),
          Map.entry("elu", ActivationELU::new),
          Map.entry("selu", ActivationSELU::new),
          Map.entry("softplus", ActivationSoftPlus::new),
          Map.entry("softsign", ActivationSoftSign::new),
          Map.entry("swish", ActivationSwish::new));

  private FunctionWords() {}

  /**
   * The function that makes a variable.
   *
   * @param shapes of variables, for some examples
   * @return null if something else makes it, or a function that DL4J has not
   */
  static @Nullable IActivation of(
      Operations operations, Function<String, long[]> shapes, String variable) {
    SameDiffOp maker = operations.maker(variable);
    if (maker == null) {
      return null;
    }
    Supplier<IActivation> known = FUNCTIONS.get(Operations.kind(maker));
    return known == null || !isPlain(maker, shapes, variable) ? null : known.get();
  }

  /** Without a cut-off, slope or dimension that DL4J's function of the name has not. */
  private static boolean isPlain(
      SameDiffOp maker, Function<String, long[]> shapes, String variable) {
    if (Operations.kind(maker).equals("softmax")) {
      long[] arguments = Operations.integers(maker);
      int rank = shapes.apply(variable).length;
      return rank == 2 && (arguments.length == 0 || arguments[0] == 1 || arguments[0] == -1);
    }
    if (maker.getOp() instanceof ScalarOp scalar) {
      INDArray cut = scalar.scalar();
      return cut == null || cut.isEmpty() || cut.getDouble(0) == 0;
    }
    double[] numbers = maker.getOp() instanceof CustomOp custom ? custom.tArgs() : new double[0];
    return Arrays.stream(numbers).allMatch(number -> number == 1);
  }
}
