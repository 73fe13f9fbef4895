// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.numeric.Require;

/**
 * Whose logit F the conductance leads to.
 *
 * @param kind how the class is chosen
 * @param index the class for {@link Kind#CLASS}; 0 otherwise
 */
public record ConductanceTarget(Kind kind, int index) {
  /** How the class is chosen. */
  public enum Kind {
    /** The class the network predicts for the example: a function of the input alone. */
    PREDICTED,
    /**
     * The true class. Conductance then knows the label, so that information about the label is no
     * finding: an untrained network seems almost perfectly informative.
     */
    LABEL,
    /** The same class for all examples. */
    CLASS
  }

  /**
   * Checks the class.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public ConductanceTarget {
    Require.atLeast("target", index, 0);
  }

  /**
   * The class the network predicts.
   *
   * @return the default
   */
  public static ConductanceTarget predicted() {
    return new ConductanceTarget(Kind.PREDICTED, 0);
  }

  /**
   * The true class.
   *
   * @return leaks the label
   */
  public static ConductanceTarget label() {
    return new ConductanceTarget(Kind.LABEL, 0);
  }

  /**
   * One class for all.
   *
   * @param index from 0
   * @return the target
   */
  public static ConductanceTarget of(int index) {
    return new ConductanceTarget(Kind.CLASS, index);
  }

  /**
   * For people.
   *
   * @return as in {@code the predicted class}
   */
  public String inWords() {
    return switch (kind) {
      case PREDICTED -> "the predicted class";
      case LABEL -> "the true class";
      case CLASS -> "class " + index;
    };
  }

  /** As on the command line. */
  @Override
  public String toString() {
    return switch (kind) {
      case PREDICTED -> "predicted";
      case LABEL -> "label";
      case CLASS -> String.valueOf(index);
    };
  }
}
