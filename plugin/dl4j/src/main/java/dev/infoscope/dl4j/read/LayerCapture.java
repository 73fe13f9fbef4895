// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.read;

import dev.infoscope.discrete.Activations;
import dev.infoscope.dl4j.circuit.Steps;
import dev.infoscope.dl4j.probe.Blocks;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.shadow.ArrayLayout;
import dev.infoscope.network.DenseMap;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Collects one layer's activations over the blocks of the probe set, one column per unit:
 *
 * <ul>
 *   <li>dense {@code [examples x units]}: as they are;
 *   <li>convolutional, two or three dimensions of positions: mean over positions per channel;
 *   <li>sequences, also those unrolled for dense layers: the last step, or the last that the mask
 *       leaves in.
 * </ul>
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
   * @param layout of the network
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
  public LayerSnapshot snapshot(@Nullable DenseMap map) {
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
      @Nullable DenseMap map, List<Integer> sources, @Nullable Activations logits) {
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
   */
  public void accept(Probe.Block block, @Nullable INDArray output) {
    if (refusal != null) {
      return;
    }
    float[] rows = output == null ? null : rows(block, output);
    if (output == null || rows == null || rows.length % block.rows() != 0 || rows.length == 0) {
      refusal =
          output == null
              ? "the network gives no activations for it"
              : String.format(
                  Locale.ROOT,
                  "activations of shape %s for %d examples",
                  Arrays.toString(output.shape()),
                  block.rows());
      return;
    }
    int units = rows.length / block.rows();
    positions = output.length() / rows.length;
    if ((long) examples * units > KeptValues.MOST_OF_LAYER) {
      refusal =
          String.format(
              Locale.ROOT,
              "%d units of %d examples must be at most %d values",
              units,
              examples,
              KeptValues.MOST_OF_LAYER);
      return;
    }
    if (values.length == 0) {
      values = new float[examples * units];
    }
    System.arraycopy(rows, 0, values, block.first() * units, rows.length);
  }

  private float @Nullable [] rows(Probe.Block block, INDArray output) {
    boolean oneRowEach = output.size(0) == block.rows();
    return switch (output.rank()) {
      case 2 -> oneRowEach ? Blocks.floats(output) : unrolled(block, output);
      case 3 -> oneRowEach ? lastSteps(block, output) : null;
      case 4 ->
          oneRowEach
              ? means(output, layout.channelsLast() ? new int[] {1, 2} : new int[] {2, 3})
              : null;
      case 5 ->
          oneRowEach
              ? means(output, layout.channelsLast() ? new int[] {1, 2, 3} : new int[] {2, 3, 4})
              : null;
      default -> null;
    };
  }

  private float[] means(INDArray output, int... positions) {
    reduction = "mean over positions";
    INDArray means = output.mean(positions);
    float[] rows = Blocks.floats(means);
    means.close();
    return rows;
  }

  private float[] lastSteps(Probe.Block block, INDArray output) {
    reduction = "last step";
    int stepDimension = layout.featuresLast() ? 1 : 2;
    int steps = (int) output.size(stepDimension);
    int units = (int) output.size(3 - stepDimension);
    int[] last = Steps.lastOfEach(mask(block, steps), block.rows(), steps);
    float[] all = Blocks.floats(output);
    float[] rows = new float[block.rows() * units];
    for (int row = 0; row < block.rows(); row++) {
      for (int unit = 0; unit < units; unit++) {
        int from = layout.featuresLast() ? last[row] * units + unit : unit * steps + last[row];
        rows[row * units + unit] = all[row * units * steps + from];
      }
    }
    return rows;
  }

  /** Steps unrolled for a dense layer: row {@code step * examples + example}. */
  private float @Nullable [] unrolled(Probe.Block block, INDArray output) {
    if (output.size(0) % block.rows() != 0) {
      return null;
    }
    reduction = "last step";
    int steps = (int) (output.size(0) / block.rows());
    int units = (int) output.size(1);
    int[] last = Steps.lastOfEach(mask(block, steps), block.rows(), steps);
    float[] all = Blocks.floats(output);
    float[] rows = new float[block.rows() * units];
    for (int row = 0; row < block.rows(); row++) {
      System.arraycopy(all, (last[row] * block.rows() + row) * units, rows, row * units, units);
    }
    return rows;
  }

  private static @Nullable INDArray mask(Probe.Block block, int steps) {
    if (block.masks() == null) {
      return null;
    }
    for (INDArray mask : block.masks()) {
      if (mask != null && mask.rank() == 2 && mask.size(1) == steps) {
        return mask;
      }
    }
    return null;
  }
}
