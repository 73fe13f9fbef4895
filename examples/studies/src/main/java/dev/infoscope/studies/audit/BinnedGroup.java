// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.discrete.PatternTable;
import dev.infoscope.discrete.Range;
import dev.infoscope.discrete.ValueSummary;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.entropy.EntropyEstimator;
import dev.infoscope.measure.plane.BinnedCounts;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * I(T;Y) of a layer by counting patterns, plain with its null, and with each correction of the
 * bias. The interval of {@code --diagnose} is one of the layer in its bins: {@link
 * IntervalCalibration}.
 *
 * @param rule where the bins lie
 * @param corrected whether with the corrections
 */
record BinnedGroup(Discretizer rule, boolean corrected) implements EstimatorGroup {
  private static final int SHUFFLES = 20;

  /** With the corrections. */
  static BinnedGroup corrected(Discretizer rule) {
    return new BinnedGroup(rule, true);
  }

  /** Plain alone. */
  static BinnedGroup plain(Discretizer rule) {
    return new BinnedGroup(rule, false);
  }

  private Stream<EntropyEstimator> estimators() {
    return Arrays.stream(EntropyEstimator.values())
        .filter(each -> corrected || each == EntropyEstimator.PLUG_IN);
  }

  @Override
  public List<String> names() {
    return estimators()
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
    return rows * (50.0 + 100 * task.units());
  }

  @Override
  public double timesWithNull() {
    return 1.5;
  }

  @Override
  public List<AuditReading> read(AuditSample sample, boolean withNull, long seed) {
    Bins bins = rule.pooled(null, sample.x());
    AuditReading plain = AuditReading.of(label(sample, bins, withNull ? SHUFFLES : 0, seed));
    if (!corrected) {
      return List.of(plain);
    }
    PatternTable table =
        KeyedRows.of(sample, bins).table(IntStream.range(0, sample.rows()).toArray());
    return estimators()
        .map(
            each ->
                each == EntropyEstimator.PLUG_IN
                    ? plain
                    : AuditReading.of(each.mutualInformation(table)))
        .toList();
  }

  /** As the plane reads it of bins that were found before. */
  private static Estimate label(AuditSample sample, Bins bins, int shuffles, long seed) {
    Range data = Objects.requireNonNull(ValueSummary.of(sample.x()).range());
    return new BinnedCounts(
            bins, sample.x().units(), sample.classes(), sample.rows(), Integer.MAX_VALUE)
        .accept(sample.x(), sample.labels(), data)
        .point(shuffles, seed)
        .label();
  }
}
