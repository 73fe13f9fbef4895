// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import dev.infoscope.numeric.Bits;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a layer stands in the causal plane.
 *
 * <pre>{@code
 * S    sensitivity             sum of I(X_A;Y_B), only A varied, all else at 0
 * EI   effective information   parts: sum of I(X_A;Y_B), all inputs varied;  joint: I(X;Y)
 * D    degeneracy              S - EI
 * phi  integrated information  EI(joint) - EI(parts)
 * }</pre>
 *
 * <p>Degeneracy is negative where noise from other inputs lifts an edge over a bin edge that it
 * does not reach alone, and phi where units repeat each other; neither is clamped. The closed forms
 * have standard error 0 and no samples. A sum with a NaN weight in it is {@code NaN} with {@link
 * Flag#NOT_FINITE}. Where outputs beyond the range are dropped and none of any unit is left, all is
 * {@code NaN} with {@link Flag#OUT_OF_RANGE}; the same flag says that some units have none, or,
 * where outputs beyond the range count for the end bins, that those of most units do.
 *
 * @param inputs of the layer
 * @param bins of inputs and outputs
 * @param units the closed forms unit by unit
 * @param joint null when it was not asked for or the layer is not finite
 */
public record CausalPoint(
    int inputs, CausalBins bins, UnitReadings units, @Nullable JointInformation joint) {
  /**
   * What EI_parts comes to per unit in a wide layer with fine bins, whatever the weights: squared
   * correlations of independent inputs with their sum add up to 1. Bits, 0.7213.
   */
  public static final double WIDE_LIMIT = 1 / (2 * Math.log(2));

  /** Which effective information a quantity rests on. */
  public enum Kind {
    /** Summed over single edges. */
    PARTS,
    /** Of the input tuple and the output tuple. */
    JOINT
  }

  /**
   * The causal plane turned by 45 degrees, as it is drawn.
   *
   * @param across {@code (S - D) / sqrt 2 = EI / sqrt 2}, from degenerate to sensitive, bits
   * @param up {@code (S + D) / sqrt 2}, bits
   */
  public record Place(double across, double up) {}

  /**
   * Sensitivity of the layer.
   *
   * @return bits, at most {@code inputs outputs log2 B}
   */
  public Estimate sensitivity() {
    double ceiling =
        (double) inputs
            * units.outputs()
            * Bits.log2(Math.min(bins.inputBins(), bins.outputBins()));
    return exact(units.totalSensitivity(), ceiling);
  }

  /**
   * Effective information.
   *
   * @param kind by parts or joint
   * @return bits; the joint one {@code NaN} with a flag when it was refused or not asked for
   */
  public Estimate effectiveInformation(Kind kind) {
    if (kind == Kind.PARTS) {
      return exact(units.totalParts(), units.totalEntropy());
    }
    if (joint != null) {
      return isClamped() ? joint.estimate().flagged(Flag.OUT_OF_RANGE) : joint.estimate();
    }
    boolean finite = Double.isFinite(units.totalParts());
    Flag reason = isOutside() ? Flag.OUT_OF_RANGE : Flag.UNDERSAMPLED;
    return Estimate.none(0, finite ? reason : Flag.NOT_FINITE);
  }

  /**
   * Degeneracy, {@code S - EI}.
   *
   * @param kind of effective information
   * @return bits, possibly negative
   */
  public Estimate degeneracy(Kind kind) {
    Estimate information = effectiveInformation(kind);
    return difference(units.totalSensitivity() - information.bits(), information);
  }

  /**
   * Feed-forward integrated information, {@code EI(joint) - EI(parts)}.
   *
   * @return bits, possibly negative with several outputs; {@code NaN} without a joint estimate
   */
  public Estimate integratedInformation() {
    Estimate information = effectiveInformation(Kind.JOINT);
    return difference(information.bits() - units.totalParts(), information);
  }

  /**
   * Place in the turned plane.
   *
   * @param kind of effective information
   * @return the place; {@code NaN} where the information is
   */
  public Place place(Kind kind) {
    double information = effectiveInformation(kind).bits();
    double sensitivity = units.totalSensitivity();
    double diagonal = Math.sqrt(2);
    return new Place(information / diagonal, (2 * sensitivity - information) / diagonal);
  }

  /**
   * EI_parts per unit relative to {@link #WIDE_LIMIT}: in wide layers below 1 by what coarse bins
   * and saturation lose, in narrow layers any number.
   *
   * @return a ratio, at least 0
   */
  public double partsOfWideLimit() {
    return units.totalParts() / (units.outputs() * WIDE_LIMIT);
  }

  /**
   * Everything the causal plane reports of a layer: sensitivity, effective information, degeneracy
   * and the share of the wide limit; with a joint estimate, or a refusal of one, also what rests on
   * it.
   *
   * @param layer the layer whose point this is
   * @return the readings, always in the same order
   */
  public List<Reading> readings(Layer layer) {
    return CausalReadings.of(layer, this, joint != null);
  }

  /** Whether all outputs of all units were dropped, so that there is nothing to read. */
  boolean isOutside() {
    return isDropping() && units.outsideUnits() == units.outputs();
  }

  private boolean isDropping() {
    return bins.overflow() == Overflow.DROP;
  }

  /** Whether most units put out what counts for an end bin though it lies beyond the range. */
  boolean isClamped() {
    return !isDropping() && 2 * units.outsideUnits() > units.outputs();
  }

  private Estimate exact(double bits, double ceiling) {
    if (!Double.isFinite(bits)) {
      return Estimate.none(0, Flag.NOT_FINITE);
    }
    if (isOutside()) {
      return Estimate.none(0, Flag.OUT_OF_RANGE);
    }
    Uncertainty uncertainty = Uncertainty.exact(ceiling);
    boolean flagged = isClamped() || isDropping() && units.outsideUnits() > 0;
    Set<Flag> flags = flagged ? Set.of(Flag.OUT_OF_RANGE) : Set.of();
    return Estimate.ofBits(bits, uncertainty, flags);
  }

  /** The other term being exact, error and flags are the information's. */
  private static Estimate difference(double bits, Estimate information) {
    Uncertainty uncertainty = information.uncertainty();
    Uncertainty same =
        Uncertainty.of(uncertainty.samples(), uncertainty.standardError(), Double.NaN)
            .withPatterns(uncertainty.distinct(), uncertainty.coverage());
    return Estimate.ofBits(bits, same, Set.copyOf(information.flags()));
  }
}
