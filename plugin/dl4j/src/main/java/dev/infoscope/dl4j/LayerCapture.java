// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.discrete.Activations;
import dev.infoscope.dl4j.circuit.Steps;
import dev.infoscope.network.AffineMap;
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
final class LayerCapture {
  private final Layer layer;
  private final ArrayLayout layout;
  private final int examples;
  private float[] values = {};
  private String reduction = "";
  private long positions;
  private @Nullable String refusal;

  LayerCapture(Layer layer, ArrayLayout layout, int examples) {
    this.layer = layer;
    this.layout = layout;
    this.examples = examples;
  }

  Layer layer() {
    return layer;
  }

  /** Why the layer cannot be examined; null if it can. */
  @Nullable String refusal() {
    return refusal;
  }

  LayerSnapshot snapshot(@Nullable AffineMap map) {
    return snapshot(map, List.of(), null);
  }

  LayerSnapshot snapshot(
      @Nullable AffineMap map, List<Integer> sources, @Nullable Activations logits) {
    Layer reduced = layer.withReduction(reduction);
    return new LayerSnapshot(reduced, activations(), map, sources, logits);
  }

  /** Values of a unit per example before they were reduced to one. */
  long positions() {
    return positions;
  }

  Activations activations() {
    return Activations.of(values, values.length / examples);
  }

  void accept(Probe.Block block, @Nullable INDArray output) {
    if (refusal != null) {
      return;
    }
    float[] rows = output == null ? null : rows(block, output);
    if (rows == null || rows.length % block.rows() != 0 || rows.length == 0) {
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
