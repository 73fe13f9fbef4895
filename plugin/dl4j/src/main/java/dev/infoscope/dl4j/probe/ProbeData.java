// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.probe;

import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * The user's data of which a probe set is a choice: checks it, reads its labels, and takes rows.
 *
 * @param set features and labels, and masks of both
 */
record ProbeData(MultiDataSet set) {
  private static final int BLOCK_ROWS = 256;

  ProbeData {
    INDArray[] features = set.getFeatures();
    Require.that(features != null && features.length > 0, "probe has no features");
    requireRows(features);
    MaskShapes.require(set);
  }

  /** The labels read without a network, which must be as many as rows of features. */
  ClassLabels checked(SequenceLabels labels) {
    ClassLabels likely = labels.likely();
    int rows = Math.toIntExact(set.getFeatures(0).size(0));
    Require.that(
        likely.classes().length == rows,
        "probe has %d rows of features and %d of labels",
        rows,
        likely.classes().length);
    return likely;
  }

  private static void requireRows(INDArray... features) {
    for (int i = 0; i < features.length; i++) {
      Require.that(
          features[i] != null && !features[i].isEmpty() && features[i].rank() >= 2,
          "probe features of input %d are %s; must be [examples x ...] with at least one example",
          i,
          features[i] == null ? "missing" : Arrays.toString(features[i].shape()));
      Require.that(
          features[i].size(0) == features[0].size(0),
          "probe features have %d and %d rows",
          features[0].size(0),
          features[i].size(0));
    }
  }

  /** Of its label arrays, or of these classes in their place. */
  SequenceLabels labels(int @Nullable [] classes) {
    if (classes != null) {
      return SequenceLabels.of(ClassLabels.of(classes));
    }
    INDArray[] labels = set.getLabels();
    boolean present = labels != null && labels.length > 0;
    for (int i = 0; present && i < labels.length; i++) {
      present = labels[i] != null && !labels[i].isEmpty();
    }
    Require.that(present, "probe has no labels; I(T;Y) needs the class of every row");
    INDArray[] masks = set.getLabelsMaskArrays();
    return SequenceLabels.of(labels, masks == null ? ofSteps() : masks);
  }

  /** A mask on the features alone covers the labels of the same steps. */
  private @Nullable INDArray @Nullable [] ofSteps() {
    INDArray[] masks = set.getFeaturesMaskArrays();
    if (masks == null) {
      return null;
    }
    @Nullable INDArray[] fitting = new INDArray[masks.length];
    for (int i = 0; i < Math.min(masks.length, set.getLabels().length); i++) {
      INDArray mask = masks[i];
      INDArray labels = set.getLabels(i);
      boolean fits = mask != null && mask.rank() == 2 && labels.rank() == 3;
      if (fits && (mask.size(1) == labels.size(1) || mask.size(1) == labels.size(2))) {
        fitting[i] = mask;
      }
    }
    return fitting;
  }

  /** The rows that are kept, in their order. */
  List<Probe.Block> blocks(@Nullable INDArray labelled, int[] kept) {
    List<Probe.Block> blocks = new ArrayList<>();
    for (int first = 0; first < kept.length; first += BLOCK_ROWS) {
      int[] some = Arrays.copyOfRange(kept, first, Math.min(kept.length, first + BLOCK_ROWS));
      INDArray[] masks = masks(set.getFeaturesMaskArrays(), some);
      INDArray steps = labelled == null ? null : Blocks.rows(labelled, some);
      blocks.add(new Probe.Block(first, some.length, take(set.getFeatures(), some), masks, steps));
    }
    return blocks;
  }

  private static INDArray @Nullable [] masks(INDArray @Nullable [] masks, int[] rows) {
    if (masks == null || Arrays.stream(masks).allMatch(mask -> mask == null)) {
      return null;
    }
    return take(masks, rows);
  }

  /** Rows of arrays, of which each may be null. */
  static INDArray[] take(INDArray[] arrays, int[] rows) {
    INDArray[] taken = new INDArray[arrays.length];
    for (int i = 0; i < arrays.length; i++) {
      taken[i] = arrays[i] == null ? null : Blocks.rows(arrays[i], rows);
    }
    return taken;
  }
}
