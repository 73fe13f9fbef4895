// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.probe;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * What the outputs of a network should say for the examples of one block.
 *
 * @param arrays one per output, {@code [examples x ...]}
 * @param masks one per output, each may be null; null if there are none
 */
public record ProbeTargets(INDArray[] arrays, INDArray @Nullable [] masks) {
  /** Values of all targets that are kept, 64 MB in single precision; larger ones are not. */
  static final long MOST = 1L << 24;

  /**
   * The targets of chosen rows.
   *
   * @param data labels, and masks of labels
   * @param blocks of the rows
   * @param kept the rows
   * @return one per block; empty if an output has no targets, or not one per row, or all together
   *     have more than {@link #MOST} values
   */
  static List<ProbeTargets> of(MultiDataSet data, List<Probe.Block> blocks, int... kept) {
    INDArray[] labels = data.getLabels();
    if (!areThere(labels, data.getFeatures()[0].size(0), kept.length)) {
      return List.of();
    }
    List<ProbeTargets> targets = new ArrayList<>();
    for (Probe.Block block : blocks) {
      int[] rows = new int[block.rows()];
      System.arraycopy(kept, block.first(), rows, 0, rows.length);
      INDArray[] masks = data.getLabelsMaskArrays();
      targets.add(
          new ProbeTargets(
              ProbeData.take(labels, rows), masks == null ? null : ProbeData.take(masks, rows)));
    }
    return targets;
  }

  /**
   * The mask of the steps of the only output of a network with one input; null if there is none.
   */
  static @Nullable INDArray mask(MultiDataSet data) {
    INDArray[] masks = data.getLabelsMaskArrays();
    boolean single = data.getFeatures().length == 1 && data.getLabels().length == 1;
    INDArray mask = single && masks != null && masks.length == 1 ? masks[0] : null;
    return mask != null && mask.rank() == 2 && mask.size(1) > 1 ? mask : null;
  }

  private static boolean areThere(INDArray @Nullable [] labels, long examples, long kept) {
    long values = 0;
    for (INDArray array : labels == null ? new INDArray[0] : labels) {
      if (array == null || array.isEmpty() || array.rank() < 1 || array.size(0) != examples) {
        return false;
      }
      values += array.length() / examples * kept;
    }
    return values > 0 && values <= MOST;
  }
}
