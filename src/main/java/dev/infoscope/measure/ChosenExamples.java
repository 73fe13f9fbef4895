// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.network.Snapshot;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Judges findings by what all examples hold of which a probe set is a choice. Where the choice has
 * left a class out, whatever {@link Metric#readsClasses} depends on which were kept: it has the
 * flag {@link Flag#RARE_VALUE_NOT_SAMPLED}, and is {@code NaN} if a single class is left, for then
 * there is nothing to tell apart. What is constant on the examples kept has the flag too, for it
 * may move on the others. Matrices, which have no flags, say it where they say how they were
 * obtained.
 *
 * <p>Where no example has a label, whatever reads classes is {@code NaN} with the flag {@link
 * Flag#NO_TARGETS}, and no matrix of it is left. Outputs have targets of their own, and say so
 * themselves.
 *
 * <p>A single example has nothing to be told apart from: whatever compares examples, in bits, by
 * classes or as a number of neurons, is {@code NaN} with the flag {@link Flag#TOO_FEW}, and no
 * matrix of bits is left. What a closed form gives of the weights stays.
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
    return judge(findings, snapshot.examples(), snapshot.present(), snapshot.occurring());
  }

  /**
   * Findings of some examples of a snapshot.
   *
   * @param findings of any measure
   * @param examples how many there are
   * @param present how many classes occur among those examples
   * @param occurring how many occur in all; 0 if the examples have no labels
   * @return the findings themselves if these are as many
   */
  public static Findings judge(Findings findings, int examples, int present, int occurring) {
    if (examples == 1) {
      return without(findings, ChosenExamples::comparesExamples, Flag.TOO_FEW);
    }
    if (occurring == 0) {
      return without(findings, ChosenExamples::readsClasses, Flag.NO_TARGETS);
    }
    ChosenExamples chosen = new ChosenExamples(present, occurring);
    return present == occurring ? findings : chosen.judged(findings);
  }

  private Findings judged(Findings findings) {
    List<Reading> readings = findings.readings().stream().map(this::judged).toList();
    return new Findings(readings, findings.matrices().stream().map(this::judged).toList());
  }

  private static Findings without(Findings findings, Predicate<Reading> reads, Flag reason) {
    return new Findings(
        findings.readings().stream()
            .map(reading -> reads.test(reading) ? unknown(reading, reason) : reading)
            .toList(),
        findings.matrices().stream()
            .filter(matrix -> !matrix.metric().readsClasses())
            .filter(matrix -> reason != Flag.TOO_FEW || !matrix.metric().unit().equals("bits"))
            .toList());
  }

  private static Reading unknown(Reading reading, Flag reason) {
    return new Reading(
        reading.metric(),
        reading.layer(),
        reading.labels(),
        Double.NaN,
        Uncertainty.of(reading.uncertainty().samples(), Double.NaN),
        Set.of(reason),
        reading.obtained());
  }

  private static boolean comparesExamples(Reading reading) {
    Metric metric = reading.metric();
    boolean ofExamples = reading.uncertainty().samples() == 1;
    boolean counts = metric.unit().equals("bits") || metric.unit().equals("neurons");
    return ofExamples && counts || metric.readsClasses() && !isOfOutput(reading);
  }

  private static boolean readsClasses(Reading reading) {
    boolean ofInput = "input".equals(reading.labels().get("quantity"));
    return reading.metric().readsClasses() && !ofInput && !isOfOutput(reading);
  }

  private static boolean isOfOutput(Reading reading) {
    return reading.labels().containsKey("output");
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
