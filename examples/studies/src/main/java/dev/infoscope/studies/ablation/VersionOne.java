// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.ablation;

import dev.infoscope.measure.neuron.NeuronQuantity;
import dev.infoscope.measure.neuron.ablation.AblationOrder.Direction;
import dev.infoscope.measure.neuron.ablation.AblationValue;
import dev.infoscope.studies.ablation.AblationRun.Scope;
import java.util.List;

/**
 * What can be read off the figures of version 1 of Amjad, Liu and Geiger (arXiv 1804.06679v1): one
 * sigmoid network, so that these are numbers with neither spread nor more than two digits.
 */
final class VersionOne {
  /** About where the curves end. */
  static final int REMOVED = 79;

  /**
   * One point of a curve.
   *
   * @param scope which neurons are removed
   * @param value what they put out instead
   * @param quantity they are ordered by
   * @param direction of the order
   * @param read test accuracy, as read off the figure
   */
  record Point(
      Scope scope, AblationValue value, String quantity, Direction direction, String read) {}

  static final List<Point> POINTS =
      List.of(
          low(Scope.LAYER_1, AblationValue.ZERO, NeuronQuantity.LABEL_INFORMATION, ".50"),
          random(Scope.LAYER_1, AblationValue.ZERO, "below .40"),
          low(Scope.LAYER_1, AblationValue.MEAN, NeuronQuantity.LABEL_INFORMATION, ".61"),
          low(Scope.LAYER_1, AblationValue.MEAN, NeuronQuantity.SELECTIVITY, ".57"),
          low(Scope.LAYER_1, AblationValue.MEAN, NeuronQuantity.ENTROPY, ".51"),
          random(Scope.LAYER_1, AblationValue.MEAN, ".49 to .51"),
          high(Scope.LAYER_1, NeuronQuantity.ENTROPY, ".49"),
          high(Scope.LAYER_1, NeuronQuantity.SELECTIVITY, "about .40"),
          high(Scope.LAYER_1, NeuronQuantity.LABEL_INFORMATION, "below .40"),
          low(Scope.LAYER_2, AblationValue.MEAN, NeuronQuantity.SELECTIVITY, ".875"),
          low(Scope.LAYER_2, AblationValue.MEAN, NeuronQuantity.LABEL_INFORMATION, ".83"),
          low(Scope.LAYER_2, AblationValue.MEAN, NeuronQuantity.ENTROPY, ".79"),
          random(Scope.LAYER_2, AblationValue.MEAN, ".80"),
          random(Scope.LAYER_2, AblationValue.ZERO, ".81 to .84"),
          high(Scope.LAYER_2, NeuronQuantity.ENTROPY, ".83"),
          high(Scope.LAYER_2, NeuronQuantity.SELECTIVITY, ".75"),
          high(Scope.LAYER_2, NeuronQuantity.LABEL_INFORMATION, ".70"),
          random(Scope.JOINT, AblationValue.MEAN, ".88"),
          low(Scope.JOINT, AblationValue.MEAN, NeuronQuantity.SELECTIVITY, ".795"),
          low(Scope.JOINT, AblationValue.MEAN, NeuronQuantity.ENTROPY, ".70"),
          low(Scope.JOINT, AblationValue.MEAN, NeuronQuantity.LABEL_INFORMATION, ".645"));

  private VersionOne() {}

  private static Point low(Scope scope, AblationValue value, NeuronQuantity by, String read) {
    return new Point(scope, value, by.words(), Direction.LOW_FIRST, read);
  }

  private static Point high(Scope scope, NeuronQuantity by, String read) {
    return new Point(scope, AblationValue.MEAN, by.words(), Direction.HIGH_FIRST, read);
  }

  private static Point random(Scope scope, AblationValue value, String read) {
    return new Point(scope, value, "", Direction.RANDOM, read);
  }

  /** Smallest and largest of a layer's violin. */
  static String range(int layer, NeuronQuantity quantity) {
    boolean first = layer == 0;
    return switch (quantity) {
      case ENTROPY -> first ? "0.31 to 1.00" : "0.62 to 1.00";
      case LABEL_INFORMATION -> first ? "0.03 to 0.50" : "0.36 to 0.77";
      case SELECTIVITY -> first ? "0.09 to 1.98" : "0.75 to 2.62";
      case CLASS_SELECTIVITY -> "";
    };
  }
}
