// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.faults;

import java.util.Locale;

/** What goes wrong with a training run, from some epoch on. */
public enum FaultKind {
  /** Nothing: the run is healthy. */
  NONE(false, false),
  /** Labels are replaced by others, of no row at first and of 40 % in the end. */
  LABEL_NOISE(true, false),
  /** The labels of each epoch are shuffled, as by a join that went wrong. */
  LABELS_SHUFFLED(false, false),
  /** One class disappears from the stream. */
  CLASS_VANISHES(true, false),
  /** All classes but two disappear; the network forgets the others. */
  TWO_CLASSES(true, false),
  /** Inputs are scaled and shifted more and more by a broken normaliser. */
  NORMALISER(true, false),
  /** A feature tells the label, more and more clearly, in training but not in the probe. */
  LEAK(true, false),
  /** Rows are replaced by copies of twenty rows. */
  DUPLICATES(true, false),
  /** The learning rate grows by 10 % an epoch. */
  RATE_CREEPS(true, false),
  /** The learning rate becomes a hundredth. */
  RATE_LOW(false, false),
  /** Biases of one layer fall until most of its units are dead or saturated. */
  UNITS_DIE(true, true),
  /** One layer is no longer trained. */
  FROZEN(false, true),
  /** The weights of one layer grow, up to infinity. */
  EXPLODING(true, true),
  /** Less and less gradient passes one layer: it and all before it learn more slowly. */
  GRADIENT_VANISHES(true, true),
  /** Means and variances of batch normalisation are more and more wrong at inference. */
  BATCH_NORM(true, true),
  /** Weights decay far too strongly. */
  DECAY(true, false),
  /** More and more rows of each batch are zero, as by an error in a buffer. */
  ZEROED(true, false);

  private final boolean creeping;
  private final boolean inLayer;

  FaultKind(boolean creeping, boolean inLayer) {
    this.creeping = creeping;
    this.inLayer = inLayer;
  }

  /**
   * Whether it begins gradually.
   *
   * @return false if it is at its worst in its first epoch
   */
  public boolean isCreeping() {
    return creeping;
  }

  /**
   * Whether it is in one layer.
   *
   * @return false if it is in the data or in all layers
   */
  public boolean isInLayer() {
    return inLayer;
  }

  /**
   * The kind in names of runs and in tables.
   *
   * @return in lower case
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
