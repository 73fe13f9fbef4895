// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.infoscope.studies.costs.EpochTimes.Epoch;
import org.junit.jupiter.api.Test;

final class EpochTimesTest {
  private static EpochTimes clocks(double[]... turns) {
    EpochTimes times = new EpochTimes();
    for (double[] turn : turns) {
      times.beginTurn();
      for (double clock : turn) {
        times.add(new Epoch(clock, 0, 0));
      }
    }
    return times;
  }

  @Test
  void mediansAndMeansAreOfAllEpochs() {
    EpochTimes times = clocks(new double[] {3, 1}, new double[] {9});

    assertEquals(3, times.epochs());
    assertEquals(3, times.median(Epoch::clock));
    assertEquals(13 / 3.0, times.mean(Epoch::clock), 1e-15);
  }

  @Test
  void turnsAreComparedWithTheSameTurnOfTheOtherKind() {
    EpochTimes watched = clocks(new double[] {6, 6}, new double[] {2, 4});
    EpochTimes alone = clocks(new double[] {4, 4}, new double[] {3, 3});

    assertArrayEquals(new double[] {1, 1.5}, watched.ratiosOfTurns(alone, Epoch::clock), 1e-15);
  }

  @Test
  void withoutEpochsThereIsNoTime() {
    assertTrue(Double.isNaN(new EpochTimes().median(Epoch::clock)));
    assertTrue(Double.isNaN(new EpochTimes().mean(Epoch::clock)));
  }

  @Test
  void anEpochIsTimedOnTheThreadThatTrains() {
    EpochTimes times = new EpochTimes();
    times.beginTurn();
    boolean[] ran = {false};

    times.time(() -> ran[0] = true);

    assertTrue(ran[0]);
    assertEquals(1, times.epochs());
    assertTrue(times.median(Epoch::clock) > 0);
  }
}
