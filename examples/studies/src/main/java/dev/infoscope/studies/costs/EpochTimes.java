// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import dev.infoscope.numeric.Quantiles;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the epochs of one kind took, by turn. */
final class EpochTimes {
  /**
   * What one epoch took, seconds.
   *
   * @param clock from its begin to its end
   * @param processor of the thread that trains
   * @param pauses of the garbage collectors
   */
  record Epoch(double clock, double processor, double pauses) {}

  private final List<List<Epoch>> turns = new ArrayList<>();

  void beginTurn() {
    turns.add(new ArrayList<>());
  }

  /** Runs an epoch on this thread and keeps its times. */
  void time(Runnable epoch) {
    long clock = System.nanoTime();
    long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long pauses = pausesInMillis();
    epoch.run();
    double took = (System.nanoTime() - clock) / 1e9;
    processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor;
    add(new Epoch(took, processor / 1e9, (pausesInMillis() - pauses) / 1e3));
  }

  void add(Epoch epoch) {
    turns.get(turns.size() - 1).add(epoch);
  }

  int epochs() {
    return turns.stream().mapToInt(List::size).sum();
  }

  /** Of all epochs; NaN without an epoch. */
  double median(ToDoubleFunction<Epoch> time) {
    return Quantiles.median(turns.stream().flatMap(List::stream).mapToDouble(time).toArray());
  }

  /** Of all epochs; NaN without an epoch. */
  double mean(ToDoubleFunction<Epoch> time) {
    return turns.stream().flatMap(List::stream).mapToDouble(time).average().orElse(Double.NaN);
  }

  /** The mean of each turn over that of the same turn of another kind, ascending. */
  double[] ratiosOfTurns(EpochTimes other, ToDoubleFunction<Epoch> time) {
    double[] ratios = new double[Math.min(turns.size(), other.turns.size())];
    Arrays.setAll(ratios, turn -> mean(turns.get(turn), time) / mean(other.turns.get(turn), time));
    Arrays.sort(ratios);
    return ratios;
  }

  private static double mean(List<Epoch> turn, ToDoubleFunction<Epoch> time) {
    return turn.stream().mapToDouble(time).average().orElse(Double.NaN);
  }

  private static long pausesInMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }
}
