// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import java.io.Serializable;
import java.util.Locale;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * Reads the rows that {@link Columns#select} has selected.
 *
 * @param columns their names
 * @param width how many values a row of features has
 * @param classes labels are below it
 * @param vectors whether features are vectors of MLlib
 */
record RowReader(Columns columns, int width, int classes, boolean vectors) implements Serializable {
  private static final int LABEL = 1;
  private static final int ID = 2;
  private static final int FILE = 3;
  private static final int NUMBER = 4;
  static final int PARTS_OF_VECTOR = 4;

  /**
   * Reads a row.
   *
   * @throws RefusedRow if a value is missing, NaN or infinite, the row has another length, or the
   *     label is none of the network's classes
   */
  LabelledRow read(InternalRow row) {
    if (row.isNullAt(0)) {
      throw refused(row, "'%s' is null", columns.features());
    }
    float[] features = vectors ? vector(row) : array(row, row.getArray(0));
    requireFinite(row, features);
    int label = label(row);
    if (columns.id().isEmpty()) {
      return LabelledRow.of(features, label);
    }
    if (row.isNullAt(ID)) {
      throw refused(row, "'%s' is null", columns.id());
    }
    return new LabelledRow(features, label, row.getLong(ID));
  }

  private int label(InternalRow row) {
    if (row.isNullAt(LABEL)) {
      throw refused(row, "'%s' is null", columns.label());
    }
    double value = row.getDouble(LABEL);
    long label = (long) value;
    if (label != value) { // NaN, too
      throw refused(row, "'%s' is %s, not a whole number", columns.label(), value);
    }
    if (label < 0 || label >= classes) {
      throw refused(
          row, "'%s' is %d, the network has classes 0 to %d", columns.label(), label, classes - 1);
    }
    return (int) label;
  }

  private float[] array(InternalRow row, ArrayData values) {
    requireWidth(row, values.numElements());
    for (int i = 0; i < width; i++) {
      if (values.isNullAt(i)) {
        throw refused(row, "'%s' has no value at %d", columns.features(), i);
      }
    }
    return values.toFloatArray();
  }

  /** As Spark stores it: dense, or the values that are not 0 and where they are. */
  private float[] vector(InternalRow row) {
    InternalRow vector = row.getStruct(0, PARTS_OF_VECTOR);
    boolean sparse = vector.getByte(0) == 0;
    double[] values = vector.getArray(3).toDoubleArray();
    requireWidth(row, sparse ? vector.getInt(1) : values.length);
    float[] all = new float[width];
    int[] places = sparse ? vector.getArray(2).toIntArray() : new int[0];
    for (int i = 0; i < values.length; i++) {
      all[sparse ? places[i] : i] = (float) values[i];
    }
    return all;
  }

  private void requireFinite(InternalRow row, float[] features) {
    for (int i = 0; i < features.length; i++) {
      if (!Float.isFinite(features[i])) {
        throw refused(row, "'%s' has %s at %d", columns.features(), features[i], i);
      }
    }
  }

  private void requireWidth(InternalRow row, int found) {
    if (found != width) {
      throw refused(row, "'%s' has %d values, not %d", columns.features(), found, width);
    }
  }

  private static RefusedRow refused(InternalRow row, String format, Object... words) {
    String place = Columns.place(row, FILE, NUMBER);
    return new RefusedRow(place + ": " + String.format(Locale.ROOT, format, words));
  }
}
