// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

import dev.infoscope.studies.faults.RunSeries;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether the layer that alerts first is the one that the fault was put in. Each layer has the
 * highest score of the quantities, each divided by its threshold; of layers that alert in the same
 * epoch the one with the highest score counts.
 *
 * @param runs in which a layer alerts
 * @param hits in which it is the layer of the fault
 * @param near in which it is that layer, the one before it or the one after it
 * @param chance hits to be expected of a layer chosen at random
 */
record Localisation(int runs, int hits, int near, double chance) {
  static Localisation of(
      List<RunSeries> faulty, List<Quantity> quantities, Panel panel, Calibrated together) {
    int runs = 0;
    int hits = 0;
    int near = 0;
    double chance = 0;
    for (RunSeries run : faulty) {
      int detected = together.detected(run);
      if (detected <= run.epochs()) {
        Map<Integer, Double> scores = scores(run, quantities, panel, detected - 1);
        int first = highest(scores);
        runs++;
        hits += first == run.layer() ? 1 : 0;
        near += Math.abs(first - run.layer()) <= 1 ? 1 : 0;
        chance += 1.0 / scores.size();
      }
    }
    return new Localisation(runs, hits, near, chance);
  }

  private static Map<Integer, Double> scores(
      RunSeries run, List<Quantity> quantities, Panel panel, int at) {
    Map<Integer, Double> scores = new TreeMap<>();
    for (Quantity quantity : quantities) {
      double threshold = panel.of(quantity.name()).threshold();
      for (int layer : run.layers(quantity.name())) {
        double[] of = Judge.ofLayer(run, quantity, panel.detector(), layer);
        scores.merge(layer, of[at] / threshold, Math::max);
      }
    }
    return scores;
  }

  private static int highest(Map<Integer, Double> scores) {
    return scores.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }
}
