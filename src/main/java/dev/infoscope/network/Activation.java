// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.discrete.Range;
import dev.infoscope.numeric.Require;
import org.jspecify.annotations.Nullable;

/**
 * The activation function of a dense layer, as far as the causal plane needs it: its values and,
 * the other way round, where on the line of pre-activations it passes a given value.
 *
 * <p>Every function here falls up to a turning point and rises from there on; the monotone ones
 * have their turning point at minus infinity and never fall. A softmax is no function of one
 * pre-activation and therefore absent: measure its logits with {@link #identity()}.
 */
public sealed interface Activation permits PlainActivation, LeakyRelu, Elu, Gated {
  /**
   * The function.
   *
   * @param z pre-activation
   * @return activation
   */
  double value(double z);

  /**
   * The natural range: every value the function can come close to.
   *
   * @return the range, or null when it is unbounded and has to be chosen
   */
  @Nullable Range range();

  /**
   * Where the function passes a value on its way up.
   *
   * @param y a value of the activation
   * @return smallest z at or above the turning point with {@code value(z) >= y}; minus infinity if
   *     no z lies below {@code y}, plus infinity if none reaches it
   */
  double rises(double y);

  /**
   * Where the function passes a value on its way down.
   *
   * @param y a value of the activation
   * @return largest z below the turning point with {@code value(z) >= y}; minus infinity if there
   *     is none, as for every monotone function
   */
  default double falls(double y) {
    return Double.NEGATIVE_INFINITY;
  }

  /**
   * Where the function stops falling.
   *
   * @return the turning point; minus infinity for monotone functions
   */
  default double turn() {
    return Double.NEGATIVE_INFINITY;
  }

  /**
   * What the function makes of an interval, as for choosing an output range.
   *
   * @param z pre-activations
   * @return smallest to largest activation
   */
  default Range image(Range z) {
    double left = value(z.low());
    double right = value(z.high());
    boolean turns = turn() > z.low() && turn() < z.high();
    double low = turns ? value(turn()) : Math.min(left, right);
    return new Range(low, Math.max(left, right));
  }

  /**
   * The logistic function, {@code 1 / (1 + exp(-z))}, range 0 to 1.
   *
   * @return sigmoid
   */
  static Activation sigmoid() {
    return PlainActivation.SIGMOID;
  }

  /**
   * The hyperbolic tangent, range -1 to 1.
   *
   * @return tanh
   */
  static Activation tanh() {
    return PlainActivation.TANH;
  }

  /**
   * The rectifier, {@code max(0, z)}, unbounded.
   *
   * @return ReLU
   */
  static Activation relu() {
    return PlainActivation.RELU;
  }

  /**
   * The identity, unbounded.
   *
   * @return identity
   */
  static Activation identity() {
    return PlainActivation.IDENTITY;
  }

  /**
   * A rectifier that leaks: {@code z} above 0, {@code slope * z} below; unbounded.
   *
   * @param slope below 0, at least 0 and at most 1; 0.01 in most frameworks
   * @return leaky ReLU
   */
  static Activation leakyRelu(double slope) {
    return new LeakyRelu(slope);
  }

  /**
   * The exponential linear unit: {@code z} above 0, {@code alpha (exp(z) - 1)} below; unbounded.
   *
   * @param alpha how far below 0 it reaches, above 0; 1 in most frameworks
   * @return ELU
   */
  static Activation elu(double alpha) {
    return new Elu(alpha);
  }

  /**
   * Swish, {@code z / (1 + exp(-slope z))}, unbounded. With slope 1.702 it is the sigmoid form of
   * GELU (Hendrycks and Gimpel 2016, arXiv 1606.08415), which is what ND4J computes by default.
   *
   * @param slope of the gate, above 0; 1 for plain swish
   * @return swish
   */
  static Activation swish(double slope) {
    return new Gated(slope);
  }

  /**
   * Finds a function by its usual name, whatever the case, hyphens and underscores: sigmoid, tanh,
   * relu, leakyrelu (slope 0.01), elu (alpha 1), softplus, hardsigmoid, hardtanh, gelu (sigmoid
   * form), swish, identity. A slope, alpha or slope of the gate other than the usual one stands
   * behind a colon: {@code leakyrelu:0.2}, {@code elu:0.5}, {@code swish:2}.
   *
   * @param name of the function
   * @return the function
   * @throws IllegalArgumentException if the name is unknown or the parameter is none
   */
  static Activation named(String name) {
    int colon = name.indexOf(':');
    if (colon >= 0) {
      return ParameterisedName.of(name.substring(0, colon), name.substring(colon + 1));
    }
    String plain = ParameterisedName.plain(name);
    return switch (plain) {
      case "leakyrelu" -> leakyRelu(LeakyRelu.USUAL_SLOPE);
      case "elu" -> elu(1);
      case "swish", "silu" -> swish(1);
      case "gelu" -> swish(Gated.GELU_SLOPE);
      case "linear", "none" -> identity();
      default -> {
        PlainActivation found = PlainActivation.find(plain);
        Require.that(found != null, "activation (%s) must be one of %s", name, names());
        yield found;
      }
    };
  }

  private static String names() {
    return "sigmoid, tanh, relu, leakyrelu, elu, softplus, hardsigmoid, hardtanh, gelu, swish,"
        + " identity";
  }
}
