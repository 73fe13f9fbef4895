// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.discrete.PatternTable;
import dev.infoscope.estimate.chance.SubsamplingInterval;
import dev.infoscope.estimate.entropy.EntropyEstimator;
import dev.infoscope.estimate.entropy.PlugIn;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.measure.plane.InformationPlane;
import dev.infoscope.measure.plane.PlaneEstimator;
import dev.infoscope.measure.plane.PlaneSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * I(T;Y) of a layer by counting patterns, plain with its null and the interval of {@code
 * --diagnose}, and with each correction of the bias.
 *
 * @param rule where the bins lie
 */
record BinnedGroup(Discretizer rule) implements EstimatorGroup {
  private static final int SHUFFLES = 20;
  private static final int DRAWS = 50; // as the diagnosis of the plane
  private static final double LEVEL = 0.95;

  @Override
  public List<String> names() {
    return Arrays.stream(EntropyEstimator.values())
        .map(
            each -> "binned " + rule + (each == EntropyEstimator.PLUG_IN ? "" : " " + each.label()))
        .toList();
  }

  @Override
  public boolean suits(AuditTask task) {
    return task instanceof LayerTask;
  }

  @Override
  public double operations(AuditTask task, int rows) {
    return rows * (10.0 * DRAWS + 20 * task.units());
  }

  @Override
  public double timesWithNull() {
    return 1.5;
  }

  @Override
  public List<AuditReading> read(AuditSample sample, boolean withNull, long seed) {
    PlaneSettings settings =
        new PlaneSettings(
            EnumSet.of(PlaneEstimator.BINNED),
            rule,
            Noise.relative(0.1),
            withNull ? SHUFFLES : 0,
            seed);
    AuditReading plain =
        AuditReading.of(
            new InformationPlane(settings)
                .points(sample.layer(), sample.snapshot())
                .get(0)
                .label());
    KeyedRows keyed = KeyedRows.of(sample, rule.pooled(null, sample.x()));
    SubsamplingInterval interval =
        SubsamplingInterval.of(
            sample.rows(), DRAWS, LEVEL, seed, rows -> PlugIn.mutualInformation(keyed.table(rows)));
    PatternTable table = keyed.table(IntStream.range(0, sample.rows()).toArray());
    List<AuditReading> readings = new ArrayList<>();
    for (EntropyEstimator each : EntropyEstimator.values()) {
      readings.add(
          each == EntropyEstimator.PLUG_IN
              ? plain.withInterval(interval.low(), interval.high())
              : AuditReading.of(each.mutualInformation(table)));
    }
    return readings;
  }
}
