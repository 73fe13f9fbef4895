// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import dev.infoscope.numeric.Require;

/**
 * When a network is examined.
 *
 * @param epochs the first epoch, every n-th, and the last planned one; 0 for no epochs
 * @param iterations every n-th parameter update; 0 for none
 * @param plannedEpochs epochs the run is meant to have; 0 if not known
 */
public record Schedule(int epochs, int iterations, int plannedEpochs) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public Schedule {
    Require.atLeast("everyEpochs", epochs, 0);
    Require.atLeast("everyIterations", iterations, 0);
    Require.atLeast("plannedEpochs", plannedEpochs, 0);
  }

  /**
   * Whether the network is examined at the end of an epoch.
   *
   * @param epoch counted from 1
   * @return whether it is due
   */
  public boolean isEpochDue(int epoch) {
    return epochs > 0 && (epoch == 1 || epoch % epochs == 0 || epoch == plannedEpochs);
  }

  /**
   * The schedule for a person.
   *
   * @return as in {@code after the first and every 5. epoch of 300 planned}
   */
  public String inWords() {
    String planned = plannedEpochs > 0 ? " of " + plannedEpochs + " planned" : "";
    String epoch =
        epochs == 1 ? "after every epoch" : "after the first and every " + epochs + ". epoch";
    String iteration = "every " + iterations + " iterations";
    if (epochs == 0) {
      return iterations == 0 ? "when sample(...) is called" : iteration;
    }
    return epoch + planned + (iterations == 0 ? "" : " and " + iteration);
  }

  /**
   * Whether the network is examined after a parameter update.
   *
   * @param iteration counted from 1
   * @return whether it is due
   */
  public boolean isIterationDue(int iteration) {
    return iterations > 0 && iteration % iterations == 0;
  }
}
