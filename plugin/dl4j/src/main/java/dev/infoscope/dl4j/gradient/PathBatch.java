// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.gradient;

import dev.infoscope.dl4j.autodiff.GradientGraph;
import dev.infoscope.dl4j.probe.Blocks;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Some examples and where their paths begin.
 *
 * @param inputs one array per network input, copied
 * @param baselines of the same shapes
 * @param path the inputs less the baselines; the inputs themselves where all baselines are 0
 * @param fromZero whether they are
 * @param masks one per input, each may be null; null for none
 */
record PathBatch(
    INDArray[] inputs,
    INDArray[] baselines,
    INDArray[] path,
    boolean fromZero,
    INDArray @Nullable [] masks)
    implements AutoCloseable {
  /** Gathers rows of the probe. */
  static PathBatch of(
      List<Probe.Block> blocks, int[] rows, double @Nullable [] baseline, DataType type) {
    INDArray[] inputs = new INDArray[blocks.get(0).features().length];
    Arrays.setAll(inputs, i -> gather(blocks, rows, i, type));
    INDArray[] baselines = new INDArray[inputs.length];
    int from = 0;
    for (int i = 0; i < inputs.length; i++) {
      int width = (int) (inputs[i].length() / inputs[i].size(0));
      baselines[i] = baseline(inputs[i], baseline, from);
      from += width;
    }
    Require.that(
        baseline == null || baseline.length == from,
        "baseline (%d values) must have one per input feature (%d)",
        baseline == null ? 0 : baseline.length,
        from);
    INDArray[] path = inputs.clone();
    if (baseline != null) {
      Arrays.setAll(path, i -> inputs[i].sub(baselines[i]));
    }
    return new PathBatch(inputs, baselines, path, baseline == null, masks(blocks, rows));
  }

  private static INDArray gather(List<Probe.Block> blocks, int[] rows, int input, DataType type) {
    INDArray like = blocks.get(0).features()[input];
    return gather(blocks, rows, block -> block.features()[input], like, type);
  }

  private static INDArray gather(
      List<Probe.Block> blocks,
      int[] rows,
      Function<Probe.Block, @Nullable INDArray> array,
      INDArray like,
      DataType type) {
    long[] shape = like.shape().clone();
    shape[0] = rows.length;
    INDArray gathered = Nd4j.createUninitialized(type, shape, 'c');
    int count;
    for (int i = 0; i < rows.length; i += count) {
      Probe.Block block = block(blocks, rows[i]);
      int from = rows[i] - block.first();
      count = Blocks.consecutive(rows, i, block.rows() - from);
      INDArray theirs = array.apply(block);
      if (theirs != null) {
        Blocks.rows(gathered, i, count).assign(Blocks.rows(theirs, from, count));
      }
    }
    return gathered;
  }

  private static Probe.Block block(List<Probe.Block> blocks, int row) {
    for (Probe.Block block : blocks) {
      if (row < block.first() + block.rows()) {
        return block;
      }
    }
    throw new IllegalArgumentException(
        String.format(Locale.ROOT, "row (%d) is not in the probe", row));
  }

  private static INDArray baseline(INDArray input, double @Nullable [] all, int from) {
    INDArray baseline = Nd4j.zeros(input.dataType(), input.shape());
    int width = (int) (input.length() / input.size(0));
    if (all != null && all.length >= from + width) {
      try (INDArray values = Nd4j.createFromArray(Arrays.copyOfRange(all, from, from + width));
          INDArray row = values.castTo(input.dataType())) {
        baseline.reshape('c', input.size(0), width).addiRowVector(row);
      }
    }
    return baseline;
  }

  private static INDArray @Nullable [] masks(List<Probe.Block> blocks, int... rows) {
    INDArray[] first = blocks.get(0).masks();
    if (first == null) {
      return null;
    }
    INDArray[] masks = new INDArray[first.length];
    for (int m = 0; m < masks.length; m++) {
      masks[m] = first[m] == null ? null : mask(blocks, rows, m, first[m]);
    }
    return masks;
  }

  private static INDArray mask(List<Probe.Block> blocks, int[] rows, int number, INDArray like) {
    return gather(blocks, rows, block -> mask(block, number), like, like.dataType());
  }

  private static @Nullable INDArray mask(Probe.Block block, int number) {
    INDArray[] masks = block.masks();
    return masks == null ? null : masks[number];
  }

  int rows() {
    return (int) inputs[0].size(0);
  }

  /** Of all arrays. */
  DataType type() {
    return inputs[0].dataType();
  }

  /** A point of the path, 0 the baseline and 1 the input. */
  INDArray[] at(double share) {
    INDArray[] point = new INDArray[inputs.length];
    for (int i = 0; i < point.length; i++) {
      point[i] = path[i].mul(share);
      if (!fromZero) {
        point[i].addi(baselines[i]);
      }
    }
    return point;
  }

  /** What a graph that has begun with the batch has at a point of the path. */
  NodeValues values(GradientGraph graph, double share) {
    INDArray[] point = at(share);
    return new NodeValues(
        fromZero ? graph.forwardAlong(share, point) : graph.forward(point), point);
  }

  /** The whole path, inputs less baselines. */
  INDArray[] whole() {
    INDArray[] whole = new INDArray[path.length];
    Arrays.setAll(whole, i -> path[i].dup());
    return whole;
  }

  @Override
  public void close() {
    List<INDArray> all = new ArrayList<>(List.of(inputs));
    all.addAll(List.of(baselines));
    all.addAll(List.of(path));
    Blocks.close(all, List.of());
  }
}
