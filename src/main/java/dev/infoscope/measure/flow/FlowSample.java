// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.discrete.SeededChoice;
import dev.infoscope.numeric.Mix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Which examples and units of a network are measured: all, or a seeded choice that keeps within the
 * limits of the settings. Of inputs those are left out first that are constant.
 *
 * @param rows ascending
 * @param units of each stage, ascending
 * @param widths how many units each stage has
 */
@SuppressWarnings("ArrayRecordComponent")
record FlowSample(int[] rows, List<int[]> units, int[] widths) {
  static FlowSample of(FlowNetwork network, FlowSettings settings) {
    int[] rows = SeededChoice.of(all(network.examples()), settings.mostRows(), settings.seed());
    List<int[]> units =
        units(
            network,
            settings,
            stage -> LayerColumns.moving(network.stages().get(stage).values().select(rows)));
    return new FlowSample(rows, units, widths(network));
  }

  /** The units of each stage; which of them move is asked of wide inputs alone. */
  static List<int[]> units(
      FlowNetwork network, FlowSettings settings, IntFunction<boolean[]> moves) {
    int[] widths = widths(network);
    int most = mostUnits(network, widths, settings.mostLinks());
    List<int[]> units = new ArrayList<>();
    for (int stage = 0; stage < widths.length; stage++) {
      int[] candidates = all(widths[stage]);
      if (network.stages().get(stage).sources().isEmpty() && widths[stage] > most) {
        candidates = moving(moves.apply(stage));
      }
      units.add(SeededChoice.of(candidates, most, Mix.at(settings.seed(), 1L + stage)));
    }
    return units;
  }

  private static int[] widths(FlowNetwork network) {
    return network.stages().stream().mapToInt(stage -> stage.values().units()).toArray();
  }

  /** Whether a network has the same shape, so that the choice still stands. */
  boolean suits(FlowNetwork network) {
    return Arrays.equals(widths, widths(network)) && network.examples() > rows[rows.length - 1];
  }

  /** The widest layer that keeps within the limit, at least one unit. */
  static int mostUnits(FlowNetwork network, int[] widths, int mostLinks) {
    int low = 1;
    int high = Arrays.stream(widths).max().orElse(1);
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (links(network, widths, middle) <= mostLinks) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  static long links(FlowNetwork network, int[] widths, int most) {
    long links = 0;
    for (int target = 0; target < widths.length; target++) {
      for (int source : network.stages().get(target).sources()) {
        links += (long) Math.min(most, widths[source]) * Math.min(most, widths[target]);
      }
    }
    return links;
  }

  private static int[] moving(boolean... moves) {
    int[] moving = Arrays.stream(all(moves.length)).filter(unit -> moves[unit]).toArray();
    return moving.length == 0 ? all(moves.length) : moving;
  }

  private static int[] all(int count) {
    int[] all = new int[count];
    Arrays.setAll(all, i -> i);
    return all;
  }
}
