// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.read;

import dev.infoscope.discrete.Activations;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.shadow.OutputMask;
import dev.infoscope.dl4j.topology.ArrayLayout;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.ObservedMap;
import dev.infoscope.network.Source;
import dev.infoscope.numeric.Require;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Collects one layer's activations over the blocks of the probe set, one column per unit, read as
 * {@link UnitValues} says.
 */
public final class LayerCapture {
  private final Layer layer;
  private final ArrayLayout layout;
  private final int examples;
  private float[] values = {};
  private String reduction = "";
  private long positions;
  private @Nullable String refusal;

  /**
   * Nothing is collected yet.
   *
   * @param layer whose activations are collected
   * @param layout of what it puts out
   * @param examples how many there will be
   */
  public LayerCapture(Layer layer, ArrayLayout layout, int examples) {
    this.layer = layer;
    this.layout = layout;
    this.examples = examples;
  }

  /**
   * Whose activations these are.
   *
   * @return the layer
   */
  public Layer layer() {
    return layer;
  }

  /**
   * Why the layer cannot be examined.
   *
   * @return null if it can
   */
  public @Nullable String refusal() {
    return refusal;
  }

  /**
   * What was collected.
   *
   * @param map of the layer; null if there is none
   * @return without sources and logits
   */
  public LayerSnapshot snapshot(@Nullable ObservedMap map) {
    return snapshot(map, List.of(), null);
  }

  /**
   * What was collected.
   *
   * @param map of the layer; null if there is none
   * @param sources of the layer among those examined
   * @param logits what a softmax was computed from; null if not known
   * @return a snapshot of the layer
   */
  public LayerSnapshot snapshot(
      @Nullable ObservedMap map, List<Source> sources, @Nullable Activations logits) {
    Layer reduced = layer.withReduction(reduction);
    return new LayerSnapshot(reduced, activations(), map, sources, logits);
  }

  /**
   * Values of a unit per example before they were reduced to one.
   *
   * @return 1 for a dense layer
   */
  public long positions() {
    return positions;
  }

  /**
   * What was collected.
   *
   * @return a column per unit
   */
  public Activations activations() {
    return Activations.of(values, values.length / examples);
  }

  /**
   * Takes in a block; once refused, nothing more.
   *
   * @param block of the probe
   * @param output activations of its examples; null if there are none
   * @param mask of the output; null for none
   */
  public void accept(Probe.Block block, @Nullable INDArray output, @Nullable OutputMask mask) {
    if (refusal != null) {
      return;
    }
    try {
      Require.that(output != null, "the network gives no activations for it");
      take(block, Objects.requireNonNull(output), mask);
    } catch (IllegalArgumentException refused) {
      refusal = String.valueOf(refused.getMessage());
    }
  }

  private void take(Probe.Block block, INDArray output, @Nullable OutputMask mask) {
    Require.that(
        output.rank() != 1,
        "%s puts out a number per example, an array of rank 1 without units",
        layer.kind());
    UnitValues found = UnitValues.of(output, block.rows(), layout, mask, block.labelled());
    float[] rows = found.values();
    int units = rows.length / block.rows();
    Require.that(
        (long) examples * units <= KeptValues.MOST_OF_LAYER,
        "%d units of %d examples must be at most %d values",
        units,
        examples,
        KeptValues.MOST_OF_LAYER);
    reduction = found.how();
    positions = output.length() / rows.length;
    if (values.length == 0) {
      values = new float[examples * units];
    }
    System.arraycopy(rows, 0, values, block.first() * units, rows.length);
  }
}
