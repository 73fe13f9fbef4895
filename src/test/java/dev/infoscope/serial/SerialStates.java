// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.serial;

import dev.infoscope.discrete.Accumulator;
import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.BottomK;
import dev.infoscope.discrete.BottomRows;
import dev.infoscope.discrete.PatternCoder;
import dev.infoscope.discrete.PatternCounts;
import dev.infoscope.discrete.Range;
import dev.infoscope.discrete.RangeFinder;
import dev.infoscope.estimate.entropy.JointCounts;
import dev.infoscope.measure.SnapshotBlocks;
import dev.infoscope.measure.SnapshotScan;
import dev.infoscope.measure.neuron.NeuronCounts;
import dev.infoscope.measure.plane.BinnedCounts;
import dev.infoscope.measure.relay.RelayCounts;
import dev.infoscope.numeric.Mix;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Small states of every kind, the same for ever. */
final class SerialStates {
  private static final int ROWS = 12;

  static final Map<String, State<?>> ALL = all();

  private SerialStates() {}

  /** How a state is made, and read. */
  record State<A extends Accumulator<?, A>>(Supplier<A> maker, Function<byte[], A> read) {
    A make() {
      return maker.get();
    }
  }

  private static Map<String, State<?>> all() {
    Map<String, State<?>> all = new LinkedHashMap<>();
    Map<String, Bins> bins = new LinkedHashMap<>();
    bins.put("edges", Bins.at(0.25, 0.5, 0.5));
    bins.put("equal-width", Bins.equalWidth(-1, 2, 7));
    bins.put("log-spaced", Bins.logSpaced(2));
    bins.put("edges-of-units", cuts(5));
    bins.forEach(
        (name, some) ->
            all.put(
                "patterns-" + name,
                new State<>(() -> patterns(some, 5, 99), PatternCounts::fromBytes)));
    all.put(
        "patterns-of-two-words",
        new State<>(() -> patterns(cuts(70), 70, 99), PatternCounts::fromBytes));
    all.put(
        "patterns-limited", new State<>(() -> patterns(cuts(5), 5, 3), PatternCounts::fromBytes));
    all.put("row-ids", new State<>(SerialStates::rowIds, BottomK::fromBytes));
    all.put("units", new State<>(SerialStates::units, NeuronCounts::fromBytes));
    all.put("relay", new State<>(() -> relay(5), RelayCounts::fromBytes));
    all.put("relay-limited", new State<>(() -> relay(5, 3), RelayCounts::fromBytes));
    all.put("relay-of-two-words", new State<>(() -> relay(40), RelayCounts::fromBytes));
    all.put("plane", new State<>(() -> plane(values(5, 0)), BinnedCounts::fromBytes));
    all.put(
        "plane-constant", new State<>(() -> plane(new double[ROWS * 5]), BinnedCounts::fromBytes));
    all.put("pairs", new State<>(SerialStates::pairs, JointCounts::fromBytes));
    all.put("ranges", new State<>(SerialStates::ranges, RangeFinder::fromBytes));
    all.put("rows", new State<>(SerialStates::rows, BottomRows::fromBytes));
    all.put("scan", new State<>(SerialStates::scan, SnapshotScan::fromBytes));
    return all;
  }

  /** Quarters from 0 to 0.75, which repeat. */
  private static double[] values(int units, long seed) {
    double[] values = new double[ROWS * units];
    Arrays.setAll(values, i -> (Mix.at(seed, i / units % 8 * units + i % units) >>> 62) / 4.0);
    return values;
  }

  private static Activations layer(int units) {
    return Activations.of(values(units, units), units);
  }

  private static int[] labels(int classes) {
    int[] labels = new int[ROWS];
    Arrays.setAll(labels, row -> row % classes);
    return labels;
  }

  private static Bins cuts(int units) {
    double[][] edges = new double[units][];
    Arrays.setAll(edges, unit -> unit % 3 == 0 ? new double[] {0.25, 0.5} : new double[] {0.5});
    return Bins.perUnit(edges, 3);
  }

  static PatternCounts exampleOfThePage() {
    double[] values = {0.1, 0.9, 0.7, 0.8, 0.1, 0.9};
    return new PatternCounts(new PatternCoder(Bins.at(0.5), 2), 2, 0)
        .accept(Activations.of(values, 2), new int[] {0, 1, 0});
  }

  private static PatternCounts patterns(Bins bins, int units, int mostPairs) {
    return new PatternCounts(new PatternCoder(bins, units), 3, 0, mostPairs)
        .accept(layer(units), labels(3));
  }

  private static BottomK rowIds() {
    BottomK ids = new BottomK(5);
    for (int row = 0; row < ROWS; row++) {
      ids.offer(Mix.at(3, row), row - 4);
    }
    return ids;
  }

  private static NeuronCounts units() {
    return new NeuronCounts(cuts(5), 3).accept(layer(5), labels(3));
  }

  private static RelayCounts relay(int units) {
    return relay(units, 1000);
  }

  private static RelayCounts relay(int units, int most) {
    return new RelayCounts(cuts(units), 3, 4, most).accept(layer(units), labels(3), labels(4));
  }

  private static BinnedCounts plane(double... values) {
    return new BinnedCounts(Bins.equalWidth(0, 0.5, 4), 5, 3, 0, 1000)
        .accept(Activations.of(values, 5), labels(3), new Range(0, 1));
  }

  private static JointCounts pairs() {
    return new JointCounts(new int[] {0, 2}, cuts(2), new int[] {1, 3, 4}, cuts(3))
        .accept(layer(4), layer(5));
  }

  private static RangeFinder ranges() {
    double[] values = values(3, 1);
    values[4] = Double.NaN;
    values[8] = Double.POSITIVE_INFINITY;
    return new RangeFinder(3).accept(Activations.of(values, 3));
  }

  private static BottomRows rows() {
    BottomRows rows = new BottomRows(4, 2, 9);
    for (int row = 0; row < ROWS; row++) {
      rows.offer(row, new double[] {row / 3.0, row});
    }
    return rows;
  }

  /** Only values that are the same on every machine: those of tanh may differ in the last bit. */
  private static SnapshotScan scan() {
    return new SnapshotScan(4, 9)
        .accept(SnapshotBlocks.plain(layer(3), layer(2), labels(3)), ids());
  }

  private static long[] ids() {
    long[] ids = new long[ROWS];
    Arrays.setAll(ids, row -> 100 + row);
    return ids;
  }
}
