// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.estimate.Flag;
import dev.infoscope.network.Snapshot;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Judges findings by what all examples hold of which a probe set is a choice. Where the choice has
 * left a class out, whatever {@link Metric#readsClasses} depends on which were kept: it has the
 * flag {@link Flag#RARE_VALUE_NOT_SAMPLED}, and is {@code NaN} if a single class is left, for then
 * there is nothing to tell apart. What is constant on the examples kept has the flag too, for it
 * may move on the others. Matrices, which have no flags, say it where they say how they were
 * obtained.
 */
public final class ChosenExamples {
  private static final Set<Flag> MISSED = Set.of(Flag.RARE_VALUE_NOT_SAMPLED);

  private final int present;
  private final int occurring;

  private ChosenExamples(int present, int occurring) {
    this.present = present;
    this.occurring = occurring;
  }

  /**
   * Findings with what the choice of the examples takes from them.
   *
   * @param findings of any measure
   * @param snapshot on which they were made
   * @return the findings themselves if every class that occurs was kept
   */
  public static Findings judge(Findings findings, Snapshot snapshot) {
    return judge(findings, snapshot.present(), snapshot.occurring());
  }

  /**
   * Findings of some examples of a snapshot.
   *
   * @param findings of any measure
   * @param present how many classes occur among those examples
   * @param occurring how many occur in all
   * @return the findings themselves if these are as many
   */
  public static Findings judge(Findings findings, int present, int occurring) {
    ChosenExamples chosen = new ChosenExamples(present, occurring);
    return present == occurring ? findings : chosen.judged(findings);
  }

  private Findings judged(Findings findings) {
    List<Reading> readings = findings.readings().stream().map(this::judged).toList();
    return new Findings(readings, findings.matrices().stream().map(this::judged).toList());
  }

  private Reading judged(Reading reading) {
    boolean ofInput = "input".equals(reading.labels().get("quantity"));
    boolean readsClasses = reading.metric().readsClasses() && !ofInput;
    if (!readsClasses && !reading.flags().contains(Flag.CONSTANT)) {
      return reading;
    }
    Reading flagged = reading.flagged(MISSED);
    return readsClasses && present <= 1 ? flagged.withValue(Double.NaN) : flagged;
  }

  private Matrix judged(Matrix matrix) {
    if (!matrix.metric().readsClasses()) {
      return matrix;
    }
    String note = String.format(Locale.ROOT, "%d of %d classes were sampled", present, occurring);
    return new Matrix(
        matrix.metric(),
        matrix.layer().noted(note),
        matrix.rows(),
        matrix.columns(),
        matrix.values());
  }
}
