// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.SerialReader;
import dev.infoscope.discrete.SerialWriter;
import dev.infoscope.network.InputSnapshot;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * How wide the parts of a snapshot are: its inputs, its layers, and the logits of those layers that
 * have some, in this order.
 *
 * @param classes number of classes
 * @param predicts whether classes are predicted
 * @param inputs widths of the inputs
 * @param layers widths of the layers
 * @param logits widths of the layers' logits; 0 where there are none
 */
record SnapshotShape(
    int classes,
    boolean predicts,
    List<Integer> inputs,
    List<Integer> layers,
    List<Integer> logits) {
  SnapshotShape {
    inputs = List.copyOf(inputs);
    layers = List.copyOf(layers);
    logits = List.copyOf(logits);
  }

  static SnapshotShape of(Snapshot snapshot) {
    List<Integer> logits = new ArrayList<>();
    for (LayerSnapshot layer : snapshot.layers()) {
      Activations values = layer.logits();
      logits.add(values == null ? 0 : values.units());
    }
    return new SnapshotShape(
        snapshot.classes(),
        snapshot.predictions() != null,
        snapshot.inputs().stream().map(input -> input.activations().units()).toList(),
        snapshot.layers().stream().map(layer -> layer.activations().units()).toList(),
        logits);
  }

  /** The values of a snapshot of this shape, part by part. */
  static List<Activations> parts(Snapshot snapshot) {
    List<Activations> parts = new ArrayList<>();
    snapshot.inputs().stream().map(InputSnapshot::activations).forEach(parts::add);
    snapshot.layers().stream().map(LayerSnapshot::activations).forEach(parts::add);
    for (LayerSnapshot layer : snapshot.layers()) {
      Activations logits = layer.logits();
      if (logits != null) {
        parts.add(logits);
      }
    }
    return parts;
  }

  List<Integer> widths() {
    List<Integer> widths = new ArrayList<>(inputs);
    widths.addAll(layers);
    logits.stream().filter(width -> width > 0).forEach(widths::add);
    return widths;
  }

  /** Values of a row in all parts. */
  int width() {
    return widths().stream().reduce(0, Math::addExact);
  }

  int partOfLayer(int position) {
    return inputs.size() + position;
  }

  /** The part that holds a layer's logits; below 0 if there are none. */
  int partOfLogits(int position) {
    if (logits.get(position) == 0) {
      return -1;
    }
    long before = logits.subList(0, position).stream().filter(width -> width > 0).count();
    return inputs.size() + layers.size() + (int) before;
  }

  void write(SerialWriter out) {
    out.count(classes).count(predicts ? 1 : 0);
    out.count(inputs.size());
    inputs.forEach(out::count);
    out.count(layers.size());
    layers.forEach(out::count);
    logits.forEach(out::count);
  }

  static SnapshotShape read(SerialReader in) {
    int classes = in.size("classes", 1, SerialReader.MOST);
    boolean predicts = in.size("whether classes are predicted", 0, 1) == 1;
    List<Integer> inputs = widths(in, in.length("inputs", 1), 1);
    int count = in.length("layers", 2);
    return new SnapshotShape(classes, predicts, inputs, widths(in, count, 1), widths(in, count, 0));
  }

  private static List<Integer> widths(SerialReader in, int count, int least) {
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      widths.add(in.size("width", least, SerialReader.MOST));
    }
    return widths;
  }
}
