// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import java.util.List;

/**
 * A layer's place in the information plane.
 *
 * @param estimator who says so
 * @param input I(X;T)
 * @param label I(T;Y), with its null
 */
public record PlanePoint(PlaneEstimator estimator, Estimate input, Estimate label) {
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
  PlanePoint flagged(Flag flag) {
    return new PlanePoint(estimator, input.flagged(flag), label.flagged(flag));
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
    return new PlanePoint(estimator, input, judged);
  }

  /**
   * Everything the plane reports of a layer: both informations, the null of the second, their
   * quotient, and for each its share of the ceiling and whether it is saturated.
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
