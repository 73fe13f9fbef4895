// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.discrete.Activations;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Draws of a task.
 *
 * @param x values of the layer, or the first of two vectors
 * @param y the second vector, or the number of the class as a number
 * @param labels classes; empty where y is a vector
 * @param classes how many; 0 where y is a vector
 */
@SuppressWarnings("ArrayRecordComponent")
record AuditSample(Activations x, Activations y, int[] labels, int classes) {
  private static final Layer LAYER = new Layer(0, "audited", "audited", null, "");

  static AuditSample ofPairs(double[] x, int unitsX, double[] y, int unitsY) {
    return new AuditSample(Activations.of(x, unitsX), Activations.of(y, unitsY), new int[0], 0);
  }

  static AuditSample ofLayer(double[] values, int units, int[] labels, int classes) {
    double[] numbers = Arrays.stream(labels).asDoubleStream().toArray();
    return new AuditSample(
        Activations.of(values, units), Activations.of(numbers, 1), labels, classes);
  }

  int rows() {
    return x.examples();
  }

  LayerSnapshot layer() {
    return new LayerSnapshot(LAYER, x);
  }

  Snapshot snapshot() {
    return new Snapshot(new Moment(0, 0, Instant.EPOCH, 0), labels, classes, List.of(layer()));
  }
}
