// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.estimate.neighbours.Ksg;
import dev.infoscope.estimate.neighbours.MixedKsg;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Information of two vectors by nearest neighbours.
 *
 * @param name of the estimator
 * @param reading bits of a sample
 */
record NeighbourGroup(String name, ToDoubleFunction<AuditSample> reading)
    implements EstimatorGroup {
  private static final int FEW = 3; // neighbours, as in the benchmark's scikit-learn and NPEET
  private static final int MORE = 5;

  static List<EstimatorGroup> all() {
    Ksg first = Ksg.of(FEW);
    Ksg second = first.with(Ksg.Form.SECOND);
    MixedKsg mixed = MixedKsg.of(MORE);
    return List.of(
        new NeighbourGroup("ksg first, k 3", sample -> of(first, sample)),
        new NeighbourGroup("ksg second, k 3", sample -> of(second, sample)),
        new NeighbourGroup("ksg first, k 10", sample -> of(Ksg.of(10), sample)),
        new NeighbourGroup(
            "mixed ksg, k 5", sample -> mixed.information(sample.x(), sample.y(), 1)));
  }

  private static double of(Ksg ksg, AuditSample sample) {
    return ksg.information(sample.x(), sample.y(), 1);
  }

  @Override
  public List<String> names() {
    return List.of(name);
  }

  @Override
  public boolean suits(AuditTask task) {
    return task instanceof ContinuousTask;
  }

  @Override
  public double operations(AuditTask task, int rows) {
    boolean scalars = task.units() == 1 && task.others() == 1;
    double width = task.units() + task.others();
    return scalars ? 20 * Math.pow(rows, 1.5) : 0.5 * rows * rows * width;
  }

  @Override
  public double timesWithNull() {
    return 1;
  }

  @Override
  public List<AuditReading> read(AuditSample sample, boolean withNull, long seed) {
    return List.of(AuditReading.of(reading.applyAsDouble(sample)));
  }
}
