// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Turns the study of one layer into readings and a matrix of curves. */
public final class AblationReadings {
  private final Layer layer;
  private final AblationStudy study;
  private final long examples;

  /**
   * One layer.
   *
   * @param layer its reduction says what ablated units put out
   * @param study of the layer
   * @param examples on which the accuracy was taken
   */
  public AblationReadings(Layer layer, AblationStudy study, long examples) {
    this.layer = layer;
    this.study = study;
    this.examples = examples;
  }

  /**
   * Areas, distances from random orders and damage.
   *
   * @return the area of random orders, then four readings per order
   */
  public List<Reading> readings() {
    List<Reading> readings = new ArrayList<>();
    readings.add(reading(AblationMetrics.RANDOM_AREA, Map.of(), study.random().area()));
    for (AblationFinding finding : study.findings()) {
      AblationOrder order = finding.curve().order();
      Map<String, String> labels =
          Map.of(
              "ranking", order.quantity(),
              "direction", order.direction().words());
      readings.add(reading(AblationMetrics.AREA, labels, finding.curve().area()));
      readings.add(reading(AblationMetrics.AREA_DIFFERENCE, labels, finding.areaDifference()));
      readings.add(reading(AblationMetrics.DISTANCE, labels, finding.distance()));
      int units = order.units().length;
      double damage =
          order.isOneGroup() ? Double.NaN : finding.curve().unitsToDamage().orElse(units + 1);
      readings.add(reading(AblationMetrics.DAMAGE, labels, damage));
    }
    return readings;
  }

  private Reading reading(Metric metric, Map<String, String> labels, double value) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (Double.isNaN(value)) {
      flags.add(isTied(labels) ? Flag.TIED : Flag.UNDEFINED);
    }
    if (study.atChance()) {
      flags.add(Flag.AT_CHANCE);
    }
    return new Reading(metric, layer, labels, value, Uncertainty.of(examples, Double.NaN), flags);
  }

  private boolean isTied(Map<String, String> labels) {
    return study.findings().stream()
        .map(finding -> finding.curve().order())
        .anyMatch(order -> order.isOneGroup() && order.quantity().equals(labels.get("ranking")));
  }

  /**
   * Every curve; of very wide layers as many points as a matrix holds.
   *
   * @return a row per order, then mean and deviation of the random ones; columns are numbers of
   *     removed units
   */
  public Matrix curves() {
    RandomBand random = study.random();
    int rows = study.findings().size() + 2;
    int units = random.mean().length - 1;
    int most = Math.max(2, Matrix.LIMIT / rows);
    int step = (units + most - 1) / (most - 1);
    int[] removed =
        IntStream.rangeClosed(0, units).filter(k -> k % Math.max(1, step) == 0).toArray();
    List<String> names = new ArrayList<>();
    double[] values = new double[rows * removed.length];
    for (AblationFinding finding : study.findings()) {
      copy(finding.curve().accuracies(), removed, values, names.size());
      AblationOrder order = finding.curve().order();
      names.add(order.quantity() + ", " + order.direction().words());
    }
    copy(random.mean(), removed, values, names.size());
    names.add("random, mean");
    copy(random.deviation(), removed, values, names.size());
    names.add("random, deviation");
    List<String> columns = IntStream.of(removed).mapToObj(String::valueOf).toList();
    return new Matrix(AblationMetrics.CURVES, layer, names, columns, values);
  }

  private static void copy(double[] curve, int[] removed, double[] into, int row) {
    for (int column = 0; column < removed.length; column++) {
      into[row * removed.length + column] = curve[removed[column]];
    }
  }
}
