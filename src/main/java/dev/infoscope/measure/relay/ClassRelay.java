// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a layer relays of one class.
 *
 * @param label the class
 * @param information I_R of all neurons looked at
 * @param concept where more can be asked; null when there is not enough evidence
 * @param path who leaves in which order; null when there is not enough evidence
 * @param essentiality E in bits, {@code [units]}; {@code NaN} without evidence
 * @param unique U in bits, {@code [units]}; {@code NaN} without evidence
 */
@SuppressWarnings("ArrayRecordComponent")
public record ClassRelay(
    int label,
    Estimate information,
    @Nullable Concept concept,
    @Nullable RelayPath path,
    double[] essentiality,
    double[] unique) {

  static ClassRelay of(int label, Estimate information, Concept concept, RelayPath path) {
    return new ClassRelay(
        label, information, concept, path, concept.essentiality(), concept.unique());
  }

  static ClassRelay none(int label, int units, long samples, Flag reason) {
    double[] nothing = new double[units];
    Arrays.fill(nothing, Double.NaN);
    return new ClassRelay(
        label, Estimate.none(samples, reason), null, null, nothing, nothing.clone());
  }

  /**
   * How many neurons the class needs.
   *
   * @param share of its relay information to keep, above 0 and at most 1
   * @return size of its module; {@code NaN} when it relays nothing, or without evidence
   */
  public Estimate moduleSize(double share) {
    if (path == null) {
      return information;
    }
    double size = path.moduleSize(share);
    Set<Flag> flags = Double.isNaN(size) ? Set.of(Flag.NOTHING_RELAYED) : information.flags();
    Uncertainty neurons = Uncertainty.of(information.uncertainty().samples(), Double.NaN);
    return Estimate.ofNeurons(size, neurons, flags);
  }

  /**
   * Aggregated relay information, losses counted from all neurons.
   *
   * @return A in bits, {@code [units]}; {@code NaN} without evidence
   */
  public double[] aggregated() {
    return path == null ? essentiality : path.aggregated(RelayPath.Reference.ALL);
  }
}
