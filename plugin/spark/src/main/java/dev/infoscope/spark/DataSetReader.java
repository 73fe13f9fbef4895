// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Takes examples of DL4J apart to rows.
 *
 * @param width values of an example
 * @param classes labels are below it
 */
record DataSetReader(int width, int classes) implements Serializable {
  /**
   * The rows of some examples.
   *
   * @throws RefusedRow if one has no label, or another size
   */
  Iterator<LabelledRow> read(DataSet examples) {
    INDArray features = examples.getFeatures();
    int count = (int) features.size(0);
    INDArray flat = features.dup('c').reshape('c', count, features.length() / count);
    if (flat.size(1) != width) {
      throw new RefusedRow(
          String.format(Locale.ROOT, "an example: has %d values, not %d", flat.size(1), width));
    }
    List<LabelledRow> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      rows.add(LabelledRow.of(flat.getRow(row).dup().data().asFloat(), label(examples, row)));
    }
    return rows.iterator();
  }

  /** One column of whole numbers, or a column per class. */
  private int label(DataSet examples, int row) {
    INDArray labels = examples.getLabels();
    if (labels == null) {
      throw new RefusedRow("an example: has no label");
    }
    INDArray own = labels.getRow(row);
    double label = own.length() == 1 ? own.getDouble(0) : own.argMax().getDouble(0);
    if (label != Math.rint(label) || label < 0 || label >= classes) {
      throw new RefusedRow(
          String.format(
              Locale.ROOT,
              "an example: has label %s, the network has classes 0 to %d",
              label,
              classes - 1));
    }
    return (int) label;
  }
}
