// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.conductance;

import dev.infoscope.examples.Trajectories;
import dev.infoscope.examples.Trajectories.Point;
import dev.infoscope.measure.plane.PlaneMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The trajectories of all layers in the planes of activations and of conductances. */
final class TwoPlanes {
  private final Map<String, Map<String, List<Point>>> trajectories = new LinkedHashMap<>();

  void add(int epoch, ConductanceSnapshot snapshot) {
    Map<String, Double> hidden = snapshot.label();
    for (String signal : ConductanceExample.signals()) {
      Map<String, Double> labels = snapshot.values(PlaneMetrics.LABEL, signal);
      snapshot
          .values(PlaneMetrics.INPUT, signal)
          .forEach(
              (layer, input) -> {
                if (hidden.containsKey(layer)) {
                  Point point =
                      new Point(
                          epoch,
                          input,
                          labels.getOrDefault(layer, Double.NaN),
                          snapshot.isSaturated(layer, signal));
                  trajectories
                      .computeIfAbsent(signal, name -> new LinkedHashMap<>())
                      .computeIfAbsent(layer, name -> new ArrayList<>())
                      .add(point);
                }
              });
    }
  }

  List<Trajectories> both() {
    List<Trajectories> both = new ArrayList<>();
    trajectories.forEach((signal, layers) -> both.add(new Trajectories(signal, layers)));
    return both;
  }
}
