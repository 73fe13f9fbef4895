// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.dl4j.probe.ClassLabels;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.read.KeptValues;
import dev.infoscope.dl4j.read.ProbeInput;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.network.InputSnapshot;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The blocks of the probe set that one network is examined on, in the network's data type. */
final class ExaminedProbe {
  private final Probe probe;
  private final List<Probe.Block> all;
  private final List<InputSnapshot> inputs;
  private final ClassLabels labels;
  private List<Probe.Block> kept;

  /** All of the probe set. */
  ExaminedProbe(Probe probe, Shadow shadow) {
    this.probe = probe;
    this.all =
        probe.blocks().stream().map(block -> block.as(shadow.parameters().dataType())).toList();
    this.kept = all;
    this.inputs = inputs(shadow);
    this.labels =
        probe.classLabels(output -> shadow.layout(shadow.outputs().get(output)).featuresLast());
  }

  private List<InputSnapshot> inputs(Shadow shadow) {
    Set<String> taken = shadow.layers().stream().map(Layer::name).collect(Collectors.toSet());
    List<InputSnapshot> inputs = new ArrayList<>();
    for (int i = 0; i < all.get(0).features().length; i++) {
      String name = i < shadow.inputs().size() ? shadow.inputs().get(i) : "input" + i;
      while (!taken.add(name)) {
        name += "_";
      }
      inputs.add(ProbeInput.of(all, i, probe.examples(), name, shadow.layout(Source.input(i))));
    }
    return inputs;
  }

  /** Memory that its features take, outside the heap. */
  long bytes() {
    return all.stream()
        .flatMap(block -> Arrays.stream(block.features()))
        .mapToLong(array -> array.length() * array.dataType().width())
        .sum();
  }

  /** The blocks that are examined. */
  List<Probe.Block> blocks() {
    return kept;
  }

  /** The first block alone. */
  List<Probe.Block> firstBlock() {
    return all.subList(0, 1);
  }

  /** How many examples the examined blocks hold. */
  int examples() {
    return examples(kept);
  }

  /** How many examples some blocks hold. */
  static int examples(List<Probe.Block> some) {
    return some.stream().mapToInt(Probe.Block::rows).sum();
  }

  /** Labels of the examined examples. */
  ClassLabels labels() {
    return labels.rows(rows());
  }

  /** What the network is fed with, on the examined examples. */
  List<InputSnapshot> inputs() {
    return kept.size() == all.size() ? inputs : inputs.stream().map(this::examined).toList();
  }

  private InputSnapshot examined(InputSnapshot input) {
    return new InputSnapshot(input.name(), input.activations().select(rows()), input.reduction());
  }

  private int[] rows() {
    return IntStream.range(0, examples()).toArray();
  }

  /**
   * Leaves out the last blocks where layers of these widths would take too much memory.
   *
   * @return what is left out and why; null if nothing is
   */
  @Nullable String limit(List<Integer> widths) {
    kept = all.subList(0, KeptValues.blocks(all, widths));
    return kept.size() == all.size()
        ? null
        : String.format(
            Locale.ROOT,
            "%d of %d examples, so that no layer has more than %d values and all together no more"
                + " than %d",
            examples(),
            probe.examples(),
            KeptValues.MOST_OF_LAYER,
            KeptValues.MOST);
  }
}
