// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.measure.usable.UsableInformation;
import java.util.List;

/** What a linear reader of a layer can use, as {@code measure usable} reads it. */
record UsableGroup() implements EstimatorGroup {
  private static final int SHUFFLES = 5;

  @Override
  public List<String> names() {
    return List.of("usable");
  }

  @Override
  public boolean suits(AuditTask task) {
    return task instanceof LayerTask;
  }

  /** Three readers, some steps each, in blocks that double; most vectorise. */
  @Override
  public double operations(AuditTask task, int rows) {
    return 10.0 * rows * task.units() * task.others();
  }

  @Override
  public double timesWithNull() {
    return 1 + SHUFFLES;
  }

  @Override
  public List<AuditReading> read(AuditSample sample, boolean withNull, long seed) {
    int shuffles = withNull ? SHUFFLES : 0;
    return List.of(
        AuditReading.of(UsableInformation.of(sample.x(), sample.labels(), shuffles, seed)));
  }
}
