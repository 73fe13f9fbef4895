// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import dev.infoscope.numeric.Bits;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A layer's place in the information plane.
 *
 * @param estimator who says so
 * @param input I(X;T)
 * @param label I(T;Y), with its null
 * @param audit why I(T;Y) is beyond the audit of its estimator; empty where it is not
 * @param use which bins the values lie in; null where no bins were counted, or too many of them
 */
public record PlanePoint(
    PlaneEstimator estimator, Estimate input, Estimate label, String audit, @Nullable BinUse use) {
  private static final Set<Flag> LABEL_ALONE =
      EnumSet.of(Flag.AT_CEILING, Flag.NOT_ABOVE_NULL, Flag.MOSTLY_NULL);

  /**
   * A place that was held against no audit.
   *
   * @param estimator who says so
   * @param input I(X;T)
   * @param label I(T;Y), with its null
   */
  public PlanePoint(PlaneEstimator estimator, Estimate input, Estimate label) {
    this(estimator, input, label, "", null);
  }

  /**
   * The same place, judged by the audit.
   *
   * @param reason why I(T;Y) is beyond it; empty where it is not
   * @return a copy
   */
  PlanePoint withAudit(String reason) {
    return new PlanePoint(estimator, input, label, reason, use);
  }

  /** The same place, with the bins that values lie in. */
  PlanePoint withUse(@Nullable BinUse found) {
    return new PlanePoint(estimator, input, label, audit, found);
  }

  /**
   * A place that could not be found.
   *
   * @param estimator who could not say
   * @param samples how many samples there were
   * @param reason why not
   * @return {@code NaN} for both informations, with the reason as flag
   */
  public static PlanePoint none(PlaneEstimator estimator, long samples, Flag reason) {
    Estimate none = Estimate.none(samples, reason);
    return new PlanePoint(estimator, none, none);
  }

  /**
   * The same place with a further flag on both informations.
   *
   * @param flag why not to take them at face value
   * @return a copy
   */
  public PlanePoint flagged(Flag flag) {
    return new PlanePoint(estimator, input.flagged(flag), label.flagged(flag), audit, use);
  }

  /** The same place with standard errors of both informations, bits. */
  PlanePoint withErrors(double inputError, double labelError) {
    return new PlanePoint(
        estimator,
        input.withStandardError(inputError),
        label.withStandardError(labelError),
        audit,
        use);
  }

  /**
   * The place as read from some of the examples, judged by what all of them hold. A layer that is
   * constant among the chosen only, or labels of which the chosen have but one, are not read as 0
   * but as {@code NaN}; where only some class is missing, I(T;Y) is flagged.
   *
   * @param constantAmongChosen whether the layer varies on all examples and not on those chosen
   * @param classesChosen how many classes occur among the chosen
   * @param classes how many occur among all
   * @return this itself if nothing is missing; else with {@link Flag#RARE_VALUE_NOT_SAMPLED}
   */
  public PlanePoint ofChosen(boolean constantAmongChosen, int classesChosen, int classes) {
    long samples = input.uncertainty().samples();
    if (constantAmongChosen) {
      return none(estimator, samples, Flag.RARE_VALUE_NOT_SAMPLED);
    }
    if (classesChosen == classes) {
      return this;
    }
    Estimate judged =
        classesChosen > 1
            ? label.flagged(Flag.RARE_VALUE_NOT_SAMPLED)
            : Estimate.none(samples, Flag.RARE_VALUE_NOT_SAMPLED);
    return new PlanePoint(estimator, input, judged, classesChosen > 1 ? audit : "", use);
  }

  /**
   * What the layer keeps of the input beyond the label:
   *
   * <pre>{@code
   * I(X;T|Y) = I(X;T) - I(T;Y)
   * }</pre>
   *
   * <p>This holds where the label follows from the example and nothing else reaches the layer, so
   * that Y - X - T is a Markov chain: {@code I(X,Y;T) = I(X;T)}, and the chain rule gives the
   * difference (Cover and Thomas 2006, section 2.5). Each probe row has one label and a network is
   * deterministic, so it does. The term bounds the gap between training and test error in Kawaguchi
   * et al. 2023, arXiv 2305.18887.
   *
   * <p>Both parts come from one estimator. It can come out below 0 where that estimates them apart,
   * and is not cut then. Its standard error is that of two independent parts, which is too large
   * where they rise and fall together.
   *
   * @return bits; its ceiling is that of I(X;T), or the entropy of the examples given the label,
   *     log2 of their number less the ceiling of I(T;Y), where that is lower; flagged as saturated
   *     where either part is; {@code NaN} where either is, with the flags of both
   */
  public Estimate givenLabel() {
    Uncertainty kept = input.uncertainty();
    double beyond = Bits.log2(kept.samples()) - label.uncertainty().ceiling();
    double ceiling = Math.min(kept.ceiling(), beyond);
    Set<Flag> reasons = EnumSet.noneOf(Flag.class);
    reasons.addAll(input.flags());
    label.flags().stream().filter(PlanePoint::isInherited).forEach(reasons::add);
    double error = Math.hypot(kept.standardError(), label.uncertainty().standardError());
    return Estimate.ofBits(
        input.bits() - label.bits(), Uncertainty.of(kept.samples(), error, ceiling), reasons);
  }

  /**
   * What is said of I(T;Y) alone, that it is small or as large as can be, is no flaw of the rest.
   */
  private static boolean isInherited(Flag flag) {
    return !LABEL_ALONE.contains(flag);
  }

  /**
   * Everything the plane reports of a layer: both informations, the null of the second, their
   * quotient and difference, and for each its share of the ceiling and whether it is saturated.
   *
   * @param layer the layer whose place this is
   * @return the readings, always in the same order
   */
  public List<Reading> readings(Layer layer) {
    return readings(layer, Signal.ACTIVATION);
  }

  /**
   * The same for a layer represented by something else.
   *
   * @param layer the layer whose place this is
   * @param signal what of the layer was looked at
   * @return the readings, always in the same order
   */
  public List<Reading> readings(Layer layer, Signal signal) {
    return PlaneReadings.of(layer, this, signal);
  }
}
