// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import dev.infoscope.numeric.Require;

/**
 * When a network is examined.
 *
 * @param epochs the first epoch, those of the spacing, and the last planned one; or no epochs
 * @param iterations which parameter updates
 * @param plannedEpochs epochs the run is meant to have; 0 if not known
 */
public record Schedule(Spacing epochs, Spacing iterations, int plannedEpochs) {
  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public Schedule {
    Require.atLeast("plannedEpochs", plannedEpochs, 0);
  }

  /**
   * Evenly spaced ones.
   *
   * @param everyEpochs the first epoch, every n-th, and the last planned one; 0 for no epochs
   * @param everyIterations every n-th parameter update; 0 for none
   * @param plannedEpochs epochs the run is meant to have; 0 if not known
   * @throws IllegalArgumentException if one is negative
   */
  public Schedule(int everyEpochs, int everyIterations, int plannedEpochs) {
    this(new Spacing(everyEpochs, 0), new Spacing(everyIterations, 0), plannedEpochs);
  }

  /**
   * Whether the network is examined at the end of an epoch.
   *
   * @param epoch counted from 1
   * @return whether it is due
   */
  public boolean isEpochDue(int epoch) {
    return epochs.isGiven() && (epoch == 1 || epochs.isDue(epoch) || epoch == plannedEpochs);
  }

  /**
   * The schedule for a person.
   *
   * @return as in {@code after the first and every 5. epoch of 300 planned}
   */
  public String inWords() {
    String planned = plannedEpochs > 0 ? " of " + plannedEpochs + " planned" : "";
    String iteration =
        iterations.perDoubling() > 0
            ? "after iterations " + iterations.first()
            : "every " + iterations.every() + " iterations";
    if (!epochs.isGiven()) {
      return iterations.isGiven() ? iteration : "when sample(...) is called";
    }
    return epochsInWords() + planned + (iterations.isGiven() ? " and " + iteration : "");
  }

  private String epochsInWords() {
    if (epochs.perDoubling() > 0) {
      return "after epochs " + epochs.first();
    }
    return epochs.every() == 1
        ? "after every epoch"
        : "after the first and every " + epochs.every() + ". epoch";
  }

  /**
   * Whether the network is examined after a parameter update.
   *
   * @param iteration counted from 1
   * @return whether it is due
   */
  public boolean isIterationDue(int iteration) {
    return iterations.isDue(iteration);
  }
}
