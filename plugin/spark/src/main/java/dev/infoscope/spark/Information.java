// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.discrete.UnitRanges;
import dev.infoscope.estimate.AuditedLayer;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.VaryingUnits;
import dev.infoscope.measure.plane.BinnedCounts;
import dev.infoscope.measure.plane.PlaneAudit;
import dev.infoscope.measure.plane.PlaneEstimator;
import dev.infoscope.measure.plane.PlanePoint;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.numeric.Require;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Aggregator;
import org.apache.spark.sql.functions;

/**
 * I(X;T) and I(T;Y) of activations in a table that any framework wrote, binned as {@code infoscope
 * measure information-plane --estimator binned} does it, for {@code groupBy}:
 *
 * <pre>{@code
 * Information.register(session, "information", new Information(30, -1, 1, 20, 1));
 * session.sql("SELECT run, epoch, information(CAST(activation AS ARRAY<DOUBLE>), label).label"
 *     + " FROM t GROUP BY run, epoch");
 * }</pre>
 *
 * <p>The result is the same to the bit for any partitions and order. Memory of a group: 80 bytes
 * per distinct pair of pattern and label, at the most a million, beyond which both informations are
 * NaN with the flag {@code saturated}; and 16 bytes per unit.
 */
public final class Information
    extends Aggregator<LabelledActivation, InformationState, InformationOfLayer> {
  private static final long serialVersionUID = 1;

  private final int bins;
  private final double low;
  private final double high;
  private final int shuffles;
  private final long seed;

  /**
   * An aggregation.
   *
   * @param bins per unit, at least 1
   * @param low where the bins begin; values below go to the first
   * @param high where they end; values above go to the last
   * @param shuffles of the labels for the null, at least 0
   * @param seed of the shuffles
   * @throws IllegalArgumentException if bins or shuffles are too few, or {@code low} is not below
   *     {@code high}
   */
  public Information(int bins, double low, double high, int shuffles, long seed) {
    this.bins = Require.atLeast("bins", bins, 1);
    Require.that(low < high, "low (%s) must be below high (%s)", low, high);
    this.low = low;
    this.high = high;
    this.shuffles = Require.atLeast("shuffles", shuffles, 0);
    this.seed = seed;
  }

  /**
   * Makes it a function of SQL, of an array of numbers and a label.
   *
   * @param session where
   * @param name of the function
   * @param aggregation what it does
   */
  public static void register(SparkSession session, String name, Information aggregation) {
    session
        .udf()
        .register(name, functions.udaf(aggregation, Encoders.bean(LabelledActivation.class)));
  }

  @Override
  public InformationState zero() {
    return new InformationState();
  }

  @Override
  public InformationState reduce(InformationState state, LabelledActivation row) {
    state.add(row.getActivation(), row.getLabel(), bins, low, high);
    return state;
  }

  @Override
  public InformationState merge(InformationState one, InformationState other) {
    one.merge(other);
    return one;
  }

  @Override
  public InformationOfLayer finish(InformationState state) {
    InformationState.Counted counted = state.counted();
    return InformationOfLayer.of(
        counted == null
            ? PlanePoint.none(PlaneEstimator.BINNED, 0, Flag.UNDERSAMPLED)
            : judged(counted.counts(), counted.ranges().snapshot()));
  }

  /** By ranges alone: no values are kept by which to find the layer's shape. */
  private PlanePoint judged(BinnedCounts counts, UnitRanges ranges) {
    Discretizer rule = Discretizer.fixed(low, high, Math.max(2, bins));
    int classes = (int) counts.snapshot().table().labels().distinct();
    AuditedLayer read =
        new AuditedLayer(
            ranges.units(), VaryingUnits.count(ranges), classes, counts.labelBits(), null);
    return new PlaneAudit(PlaneSettings.defaults().withQuantizer(rule))
        .judged(counts.point(shuffles, seed), read);
  }

  @Override
  public Encoder<InformationState> bufferEncoder() {
    return Encoders.javaSerialization(InformationState.class);
  }

  @Override
  public Encoder<InformationOfLayer> outputEncoder() {
    return Encoders.bean(InformationOfLayer.class);
  }
}
