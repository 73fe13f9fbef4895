// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.measure.Matrix;
import dev.infoscope.network.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What is known of single neurons of a layer, too much for series. */
final class NeuronMatrices {
  /** Of wider layers those that say most about the label stand for all. */
  private static final int MOST_NEURONS = 128;

  private final Layer layer;
  private final NeuronTable table;
  private final ClassColumns classes;
  private final LayerNeurons neurons;
  private final int top;

  NeuronMatrices(
      Layer layer, NeuronTable table, ClassColumns classes, LayerNeurons neurons, int top) {
    this.layer = layer;
    this.table = table;
    this.classes = classes;
    this.neurons = neurons;
    this.top = top;
  }

  List<Matrix> all() {
    List<Matrix> all = new ArrayList<>();
    all.add(quantities());
    if (top > 0) {
      all.add(classes());
    }
    Map<String, List<Integer>> states = states();
    if (states.values().stream().anyMatch(listed -> !listed.isEmpty())) {
      all.add(state(states));
    }
    return all;
  }

  private Matrix quantities() {
    int[] units = highest(NeuronQuantity.LABEL_INFORMATION, MOST_NEURONS);
    Arrays.sort(units);
    List<NeuronQuantity> rows =
        List.of(
            NeuronQuantity.ENTROPY, NeuronQuantity.LABEL_INFORMATION, NeuronQuantity.SELECTIVITY);
    double[] values = new double[rows.size() * units.length];
    int at = 0;
    for (NeuronQuantity quantity : rows) {
      double[] all = quantity.of(neurons);
      for (int unit : units) {
        values[at++] = all[unit];
      }
    }
    List<String> names = rows.stream().map(NeuronQuantity::words).toList();
    return new Matrix(NeuronMetrics.QUANTITIES, layer, names, names(units), values);
  }

  private Matrix classes() {
    int shown = Math.min(classes.count(), Matrix.LIMIT);
    int most = Math.max(1, Math.min(top, Matrix.LIMIT / shown));
    int[] units = highest(NeuronQuantity.SELECTIVITY, most);
    double[] values = new double[units.length * shown];
    Arrays.fill(values, Double.NaN);
    for (int row = 0; row < units.length; row++) {
      if (table.values().isFinite(units[row])) {
        classes.spread(table.codes().divergences(units[row]), values, row * shown, shown);
      }
    }
    List<String> columns = IntStream.range(0, shown).mapToObj(String::valueOf).toList();
    return new Matrix(NeuronMetrics.CLASSES, layer, names(units), columns, values);
  }

  /** Neurons with most of a quantity, highest first, of equal ones the lower index. */
  private int[] highest(NeuronQuantity quantity, int most) {
    double[] values = quantity.of(neurons);
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(unit -> -values[unit]))
        .limit(most)
        .mapToInt(unit -> unit)
        .toArray();
  }

  /** Numbers in the layer of neurons by their place among those read. */
  private List<String> names(int[] units) {
    return Arrays.stream(units)
        .mapToObj(unit -> String.valueOf(neurons.neurons().get(unit).unit()))
        .toList();
  }

  private Map<String, List<Integer>> states() {
    Map<String, List<Integer>> states = new LinkedHashMap<>();
    states.put("dead", neurons.dead());
    states.put("always on", neurons.alwaysOn());
    states.put("always off", neurons.alwaysOff());
    states.put("duplicate", neurons.duplicates().stream().map(DuplicateUnit::unit).toList());
    states.put("same code", neurons.sameCode().stream().map(DuplicateUnit::unit).toList());
    return states;
  }

  /** Only neurons of which something is to be said. */
  private Matrix state(Map<String, List<Integer>> states) {
    Set<Integer> listed = new TreeSet<>();
    states.values().forEach(listed::addAll);
    int[] units =
        listed.stream().mapToInt(unit -> unit).limit(Matrix.LIMIT / states.size()).toArray();
    double[] values = new double[states.size() * units.length];
    int at = 0;
    for (List<Integer> state : states.values()) {
      Set<Integer> here = new HashSet<>(state);
      for (int unit : units) {
        values[at++] = here.contains(unit) ? 1 : 0;
      }
    }
    return new Matrix(
        NeuronMetrics.STATE,
        layer,
        List.copyOf(states.keySet()),
        Arrays.stream(units).mapToObj(String::valueOf).toList(),
        values);
  }
}
