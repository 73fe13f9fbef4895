// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import java.util.Locale;

/** Reasons not to take a reading at face value. */
public enum Flag {
  /** The estimator cannot resolve more: nearly every example has a pattern of its own. */
  SATURATED("saturated: more examples or fewer bins needed"),
  /** Fewer than nine tenths of the population's patterns are likely to have been seen. */
  UNDERSAMPLED("undersampled: coverage below 0.9, or a class with too few neighbours"),
  /** The reading is within a tenth of the most it could be, and no artefact: there is no more. */
  AT_CEILING("at its ceiling: the labels carry no more"),
  /** The reading with true labels does not stand out from shuffled labels. */
  NOT_ABOVE_NULL("not above the shuffled-label null"),
  /** More than a twentieth of the values lies beyond the outermost bin edges. */
  OUT_OF_RANGE("more than 5 % of the values outside the bins"),
  /** All examples look the same to the layer. */
  CONSTANT("constant on the probe set"),
  /** The layer varies, but by less than its bins are wide. */
  ONE_BIN("all values are in one bin: the layer varies by less than the bins are wide"),
  /** The layer holds NaN or infinite activations or weights. */
  NOT_FINITE("NaN or infinite values"),
  /** More than half of the reading is there with shuffled labels too. */
  MOSTLY_NULL("more than half of it is there with shuffled labels too"),
  /** The quantity has no finite value here, whatever the sample. */
  DIVERGES("infinite for a deterministic layer without noise"),
  /** A quotient whose denominator is nothing. */
  UNDEFINED("undefined: divides by nothing"),
  /** No labels were shuffled, so there is nothing to hold the reading against. */
  NO_NULL("no shuffled-label null was taken"),
  /** The true label went into the values, so that they hold it whatever was learnt. */
  LABEL_LEAK("the label leaks in through the target"),
  /** A sum over steps misses more than a hundredth of what it should, and more steps mend it. */
  INCOMPLETE("completeness error above 1 %: more steps needed"),
  /** Such a sum misses more than a hundredth, and nearly as much as with coarser steps. */
  NOT_CONVERGING("completeness error above 1 %, nearly the same with coarser steps"),
  /** Too few snapshots of the network yet to judge a reading by. */
  WARMING_UP("too few snapshots yet to judge it by"),
  /** Too few examples to say anything. */
  TOO_FEW("fewer than 50 examples"),
  /** The network predicts no classes, as in a regression. */
  NO_PREDICTIONS("the network predicts no classes"),
  /** Nothing to compare with: no labels, none that a mask leaves in, or no loss function. */
  NO_TARGETS("no targets: none were given, masks leave none in, or the output has no loss"),
  /** No example is of this class. */
  ABSENT_CLASS("no example of this class"),
  /** The network never predicts this class. */
  NEVER_PREDICTED("the class is never predicted"),
  /** The network is not better than always saying the largest class. */
  AT_CHANCE("the network is at chance, so that nothing follows from its accuracy"),
  /** All neurons have the same value, which gives no order. */
  TIED("all neurons have the same value: there is no order"),
  /** Only some neurons of a wide layer were looked at. */
  SELECTED_NEURONS("of the layer's strongest neurons only"),
  /** All neurons together relay nothing, or less. */
  NOTHING_RELAYED("nothing is relayed"),
  /** All of it would take more than a snapshot may, so a seeded choice stands for it. */
  SAMPLED("of a choice of units or examples, to keep to the budget of a snapshot"),
  /** Distances are rounded more coarsely than the noise, or than rows that differ, can tell. */
  BELOW_ROUNDING("noise, or what tells rows apart, is so small that rounding of distances shows"),
  /** A class or value that all examples together have is not among those looked at. */
  RARE_VALUE_NOT_SAMPLED("a class or value of other examples is not among those sampled"),
  /** The audit has nothing like it, or an error there above a quarter of the label's entropy. */
  BEYOND_AUDIT("beyond the audit: untested, or too far off, at so many rows, units and classes");

  private final String words;

  Flag(String words) {
    this.words = words;
  }

  /**
   * The reason in plain words.
   *
   * @return a phrase for people
   */
  public String words() {
    return words;
  }

  /**
   * The reason as a label value.
   *
   * @return lower case with underscores, as in {@code not_finite}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
