// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.estimate.kernel.MatrixRenyi;
import dev.infoscope.estimate.kernel.Noise;
import java.util.List;

/** Information of two vectors by matrix entropy of order 2. */
record KernelGroup() implements EstimatorGroup {
  private static final Noise NOISE = Noise.relative(0.1);

  @Override
  public List<String> names() {
    return List.of("renyi");
  }

  @Override
  public boolean suits(AuditTask task) {
    return task instanceof ContinuousTask;
  }

  @Override
  public double operations(AuditTask task, int rows) {
    return (double) rows * rows * (task.units() + task.others() + 8);
  }

  @Override
  public double timesWithNull() {
    return 1;
  }

  @Override
  public List<AuditReading> read(AuditSample sample, boolean withNull, long seed) {
    double bits =
        MatrixRenyi.QUADRATIC.information(
            sample.x(), NOISE.variance(sample.x()), sample.y(), NOISE.variance(sample.y()));
    return List.of(AuditReading.of(bits));
  }
}
