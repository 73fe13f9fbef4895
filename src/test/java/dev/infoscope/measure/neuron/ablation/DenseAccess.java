// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import dev.infoscope.discrete.Activations;
import dev.infoscope.network.Activation;
import dev.infoscope.network.DenseMap;
import dev.infoscope.network.Intervention;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.NetworkAccess;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dense network with access that runs in full for every prediction. */
final class DenseAccess implements NetworkAccess {
  private final DenseNetwork network;
  private final Activations inputs;
  private final boolean chain;
  final List<String> tried = new ArrayList<>(); // layer and sorted units of each pass

  /** Says what is above a layer, or does not. */
  DenseAccess(DenseNetwork network, Activations inputs, boolean chain) {
    this.network = network;
    this.inputs = inputs;
    this.chain = chain;
  }

  @Override
  public int[] predictions(Layer layer, Intervention intervention) {
    int[] sorted = Arrays.stream(intervention.units()).sorted().toArray();
    tried.add(layer.index() + " " + Arrays.toString(sorted));
    double[] values = values(network.outputs(layer.index(), inputs));
    int units = network.layers().get(layer.index()).outputs();
    for (int row = 0; row < inputs.examples(); row++) {
      for (int i = 0; i < intervention.units().length; i++) {
        values[row * units + intervention.units()[i]] = intervention.values()[i];
      }
    }
    List<DenseMap> above = network.layers().subList(layer.index() + 1, network.layers().size());
    return above.isEmpty()
        ? classes(values, units)
        : classes(
            values(
                new DenseNetwork(above).outputs(above.size() - 1, Activations.of(values, units))),
            network.classes());
  }

  private static double[] values(Activations activations) {
    double[] values = new double[activations.examples() * activations.units()];
    activations.copy(0, activations.examples(), values);
    return values;
  }

  private static int[] classes(double[] values, int units) {
    int[] classes = new int[values.length / units];
    for (int i = 0; i < values.length; i++) {
      int row = i / units;
      classes[row] = values[i] > values[row * units + classes[row]] ? i % units : classes[row];
    }
    return classes;
  }

  @Override
  public boolean isOutput(Layer layer) {
    return layer.index() == network.layers().size() - 1;
  }

  @Override
  public @Nullable List<DenseMap> denseAbove(Layer layer) {
    List<DenseMap> maps = new ArrayList<>();
    for (int i = layer.index() + 1; chain && i < network.layers().size(); i++) {
      maps.add(map(network.layers().get(i), i == network.layers().size() - 1));
    }
    return maps.isEmpty() ? null : maps;
  }

  private static DenseMap map(DenseMap layer, boolean last) {
    Activation activation = last ? Activation.identity() : layer.activation();
    return new DenseMap(layer.inputs(), layer.outputs(), layer.weights(), layer.bias(), activation);
  }

  /** The network as if it had been examined. */
  Snapshot snapshot(int epoch, int[] labels) {
    List<LayerSnapshot> layers = new ArrayList<>();
    for (int i = 0; i < network.layers().size(); i++) {
      boolean last = i == network.layers().size() - 1;
      layers.add(
          new LayerSnapshot(
              Snapshots.linear(i),
              network.outputs(i, inputs),
              Snapshots.observed(map(network.layers().get(i), last))));
    }
    int[] predictions = predictions(layers.get(0).layer(), Intervention.none());
    tried.clear();
    Moment moment = new Moment(epoch, 10 * epoch, Instant.EPOCH, 0.5);
    return new Snapshot(moment, labels, network.classes(), predictions, layers, this);
  }
}
