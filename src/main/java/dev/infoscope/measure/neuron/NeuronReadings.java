// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import dev.infoscope.numeric.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** Turns the neurons of a layer into readings. */
final class NeuronReadings {
  private static final Map<String, Double> SHARES = shares();

  private final Layer layer;
  private final LayerNeurons neurons;
  private final int top;
  private final int width;
  private final Set<Flag> sampled; // of what is of some neurons only
  private final Set<Flag> broken = EnumSet.noneOf(Flag.class); // why the layer cannot be read
  private final List<Reading> readings = new ArrayList<>();

  /** Numbers of neurons are of all of the layer, quantities of those that were read. */
  NeuronReadings(Layer layer, LayerNeurons neurons, LayerNeurons all, int top) {
    this.layer = layer;
    this.neurons = neurons;
    this.top = top;
    this.width = all.neurons().size();
    this.sampled = neurons.neurons().size() < width ? Set.of(Flag.SAMPLED) : Set.of();
    for (Neuron neuron : all.neurons()) {
      if (Double.isNaN(neuron.entropy().bits())) {
        broken.addAll(neuron.entropy().flags());
      }
    }
  }

  private static Map<String, Double> shares() {
    Map<String, Double> shares = new LinkedHashMap<>();
    shares.put("min", 0.0);
    shares.put("p10", 0.1);
    shares.put("p50", 0.5);
    shares.put("p90", 0.9);
    shares.put("max", 1.0);
    return shares;
  }

  List<Reading> readings() {
    double none = Double.NaN;
    double information = neurons.informationThreshold();
    double selectivity = neurons.selectivityThreshold();
    spread(NeuronMetrics.ENTROPY, Neuron::entropy, none);
    spread(NeuronMetrics.LABEL_INFORMATION, Neuron::labelInformation, information);
    spread(NeuronMetrics.SELECTIVITY, Neuron::selectivity, selectivity);
    highest(NeuronMetrics.TOP_LABEL_INFORMATION, Neuron::labelInformation);
    highest(NeuronMetrics.TOP_SELECTIVITY, Neuron::selectivity);
    count(NeuronMetrics.DEAD, neurons.dead());
    count(NeuronMetrics.ALWAYS_ON, neurons.alwaysOn());
    count(NeuronMetrics.DUPLICATE, neurons.duplicates());
    return readings;
  }

  private void count(Metric metric, List<?> listed) {
    long samples = neurons.neurons().get(0).entropy().uncertainty().samples();
    double number = broken.isEmpty() ? listed.size() : Double.NaN;
    Uncertainty uncertainty = Uncertainty.of(samples, Double.NaN);
    readings.add(new Reading(metric, layer, Map.of(), number, uncertainty, broken));
  }

  private void spread(Metric distribution, Function<Neuron, Estimate> quantity, double threshold) {
    double[] sorted =
        neurons.neurons().stream().mapToDouble(neuron -> quantity.apply(neuron).bits()).toArray();
    Arrays.sort(sorted);
    Uncertainty uncertainty = uncertainty(quantity);
    boolean chance = sorted[sorted.length - 1] <= threshold;
    SHARES.forEach(
        (stat, share) ->
            stat(distribution, stat, Quantiles.ofSorted(sorted, share), uncertainty, chance));
    double mean = DoubleStream.of(sorted).sum() / sorted.length;
    stat(distribution, "mean", mean, uncertainty, chance);
  }

  /** Not of the entropy: of codes of one bit the highest are all alike. */
  private void highest(Metric highest, Function<Neuron, Estimate> quantity) {
    if (broken.isEmpty()) {
      neurons.neurons().stream()
          .sorted(Comparator.comparingDouble(neuron -> -quantity.apply(neuron).bits()))
          .limit(top)
          .forEach(neuron -> highest(highest, neuron.unit(), quantity.apply(neuron)));
    }
  }

  /** No neuron can read more than the highest of their ceilings. */
  private Uncertainty uncertainty(Function<Neuron, Estimate> quantity) {
    List<Uncertainty> uncertainties = new ArrayList<>();
    neurons.neurons().forEach(neuron -> uncertainties.add(quantity.apply(neuron).uncertainty()));
    double ceiling =
        uncertainties.stream().mapToDouble(Uncertainty::ceiling).max().orElse(Double.NaN);
    return Uncertainty.of(uncertainties.get(0).samples(), ceiling);
  }

  private void highest(Metric metric, int unit, Estimate estimate) {
    Map<String, String> labels = Map.of("neuron", String.valueOf(unit));
    readings.add(Reading.of(metric, layer, labels, estimate).flagged(sampled));
  }

  /** The layer's readings are at chance together: if the best neuron is not above it, none is. */
  private void stat(
      Metric metric, String stat, double bits, Uncertainty uncertainty, boolean chance) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    flags.addAll(broken);
    flags.addAll(sampled);
    if (chance) {
      flags.add(Flag.NOT_ABOVE_NULL);
    }
    if (broken.isEmpty() && neurons.dead().size() == width) {
      flags.add(Flag.CONSTANT);
    }
    double value = broken.isEmpty() ? bits : Double.NaN;
    readings.add(new Reading(metric, layer, Map.of("stat", stat), value, uncertainty, flags));
  }
}
