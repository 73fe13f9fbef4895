// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.dl4j.probe.ClassLabels;
import dev.infoscope.dl4j.probe.ClassRule;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.network.InputSnapshot;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs rows of a probe of any size through a network, block by block. A row gives the same bits
 * whatever rows it comes with: products of matrices are rounded by the size of the matrix, so each
 * block is filled up to {@link #ROWS} rows, with its first row.
 *
 * <p>The network is copied once. For one thread.
 */
public final class BlockExaminer {
  /** Rows that go through the network together. */
  public static final int ROWS = 256;

  private final Shadow shadow;
  private final Moment moment;
  private final int classes;
  private final boolean withWeights;
  private final long[] shape;
  private Map<String, String> skipped = Map.of();
  private @Nullable ClassRule rule;

  /**
   * Copies the network.
   *
   * @param model a MultiLayerNetwork or ComputationGraph, initialised
   * @param moment of the snapshots
   * @param classes number of classes; labels are from 0
   * @param withWeights whether weights are wanted beside activations, with the ranges of values
   *     that each block has shown at them
   * @param example shape of one example
   */
  public BlockExaminer(
      Model model, Moment moment, int classes, boolean withWeights, long... example) {
    this.withWeights = withWeights;
    this.shadow = Shadow.of(model);
    this.moment = moment;
    this.classes = Require.atLeast("classes", classes, 1);
    this.shape = new long[example.length + 1];
    this.shape[0] = ROWS;
    System.arraycopy(example, 0, shape, 1, example.length);
  }

  /**
   * Takes a rule by which outputs say classes, in place of the network's own.
   *
   * @param given of every output that it suits; null for the network's own
   * @return this
   */
  public BlockExaminer predictedBy(@Nullable ClassRule given) {
    rule = given;
    return this;
  }

  /**
   * Examines rows.
   *
   * @param features row by row, of which the first {@code labels.length} rows count; room for
   *     {@link #ROWS} rows
   * @param labels class of each row, at least one and at the most {@link #ROWS}
   * @return what was seen of these rows
   * @throws IllegalArgumentException if the network refuses the rows
   */
  public Snapshot examine(float[] features, int... labels) {
    Require.that(
        labels.length >= 1 && labels.length <= ROWS,
        "rows (%d) must be from 1 to %d",
        labels.length,
        ROWS);
    int width = features.length / ROWS;
    int[] filled = Arrays.copyOf(labels, ROWS);
    for (int row = labels.length; row < ROWS; row++) { // a row that is there widens no range
      System.arraycopy(features, 0, features, row * width, width);
      filled[row] = labels[0];
    }
    INDArray block = Nd4j.create(DataType.FLOAT, shape);
    block.assign(Nd4j.create(features, shape, 'c'));
    Probe probe =
        Probe.inOrder(
            new MultiDataSet(new INDArray[] {block}, null), new ClassLabels(filled, classes));
    Snapshot all = snapshot(probe.predictedBy(rule));
    return labels.length == ROWS ? all : first(all, labels);
  }

  private Snapshot snapshot(Probe probe) {
    try {
      Examiner examiner = new Examiner(shadow, probe, List.of(), withWeights);
      examiner.compare(false);
      Snapshot seen = examiner.examine(moment);
      examiner.clear();
      skipped = examiner.skipped();
      return seen;
    } catch (RuntimeException refused) {
      String words = String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
      throw new IllegalArgumentException(
          "rows of shape "
              + Arrays.toString(Arrays.copyOfRange(shape, 1, shape.length))
              + " must suit the network, which says: "
              + words,
          refused);
    }
  }

  /**
   * Layers that could not be examined in the last block.
   *
   * @return name and reason
   */
  public Map<String, String> skipped() {
    return skipped;
  }

  private static Snapshot first(Snapshot all, int... labels) {
    int[] rows = IntStream.range(0, labels.length).toArray();
    int @Nullable [] predictions = all.predictions();
    return new Snapshot(
        all.moment(),
        labels.clone(),
        all.classes(),
        predictions == null ? null : Arrays.copyOf(predictions, labels.length),
        all.layers().stream().map(layer -> first(layer, rows)).toList(),
        all.inputs().stream()
            .map(in -> new InputSnapshot(in.name(), in.activations().select(rows), in.reduction()))
            .toList(),
        null);
  }

  private static LayerSnapshot first(LayerSnapshot layer, int... rows) {
    return new LayerSnapshot(
        layer.layer(),
        layer.activations().select(rows),
        layer.map(),
        layer.sources(),
        layer.logits() == null ? null : layer.logits().select(rows));
  }
}
