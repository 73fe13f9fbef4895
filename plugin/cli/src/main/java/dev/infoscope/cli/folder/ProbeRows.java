// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.folder;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.LabelColumn;
import dev.infoscope.cli.table.Matrix;
import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.RowHashes;
import dev.infoscope.discrete.SeededChoice;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The examples of a run: those of its first epoch, and which of them are kept. If the inputs of the
 * network are there, the choice, the order and the identity are those of a DL4J run on the same
 * examples.
 *
 * @param values label of every row, as in the file
 * @param names what each class is called in the files, ascending; null if classes are their values
 * @param classes how many there are
 * @param kept indices of the rows that are measured
 * @param hash identity of these
 * @param inputs what the network was given, {@code [rows x features]}; null if not saved
 */
@SuppressWarnings("ArrayRecordComponent")
record ProbeRows(
    long[] values,
    long @Nullable [] names,
    int classes,
    int[] kept,
    String hash,
    @Nullable Matrix inputs) {
  private static final int MOST_CLASSES = 4096;

  /**
   * Chooses the rows of a run.
   *
   * @param labels of the first epoch
   * @param predictions of the first epoch; null if there are none
   * @param units of a softmax at the end; 0 if there is none
   */
  static ProbeRows of(
      long[] labels,
      long @Nullable [] predictions,
      int units,
      @Nullable Matrix inputs,
      int most,
      long seed) {
    long[] said = predictions == null ? new long[0] : predictions;
    long[] all = LongStream.concat(Arrays.stream(labels), Arrays.stream(said)).toArray();
    long largest = Arrays.stream(all).max().orElse(0);
    boolean plain = Arrays.stream(all).min().orElse(0) >= 0 && largest < MOST_CLASSES;
    long[] names = plain ? null : Arrays.stream(all).distinct().sorted().toArray();
    int classes = names == null ? Math.max((int) largest + 1, units) : names.length;
    int[] numbers = Arrays.stream(labels).mapToInt(value -> number(value, names)).toArray();
    RowHashes hashes = new RowHashes(numbers, seed);
    int[] kept;
    if (inputs == null) {
      kept = SeededChoice.of(labels.length, most, seed);
    } else {
      addInputs(hashes, inputs);
      kept = hashes.choose(most);
    }
    String hash = String.format(Locale.ROOT, "%016x", hashes.fingerprint(kept));
    return new ProbeRows(labels, names, classes, kept, hash, inputs);
  }

  private static void addInputs(RowHashes hashes, Matrix inputs) {
    int width = inputs.columns();
    float[] row = new float[width];
    for (int i = 0; i < inputs.rows(); i++) {
      for (int column = 0; column < width; column++) {
        row[column] = (float) inputs.values()[i * width + column];
      }
      hashes.add(i, 1, row);
    }
  }

  private static int number(long value, long @Nullable [] names) {
    return names == null ? Math.toIntExact(value) : Arrays.binarySearch(names, value);
  }

  /** All labels of a file, as written. */
  static long[] read(LabelColumn column) {
    long[] classes = column.classes();
    try (LabelColumn.Reader reader = column.open()) {
      return Arrays.stream(reader.read(column.rows())).mapToLong(i -> classes[i]).toArray();
    }
  }

  /** Class of each row that is kept, from 0. */
  int[] labels() {
    return IntStream.of(kept).map(row -> number(values[row], names)).toArray();
  }

  /** The same of predictions; null if one is of a class that the run does not know. */
  int @Nullable [] predictions(long... said) {
    int[] numbers = new int[kept.length];
    for (int i = 0; i < kept.length; i++) {
      long value = said[kept[i]];
      boolean known = names != null || value >= 0 && value < classes;
      numbers[i] = known ? number(value, names) : -1;
      if (numbers[i] < 0) {
        return null;
      }
    }
    return numbers;
  }

  /** The rows of a layer that are kept. */
  Activations rows(Matrix matrix) {
    Activations all = Activations.of(matrix.values(), matrix.columns());
    boolean whole = Arrays.equals(kept, IntStream.range(0, matrix.rows()).toArray());
    return whole ? all : all.select(kept);
  }

  /**
   * Demands that another epoch is of the same examples.
   *
   * @throws InputException with the first row that differs
   */
  void requireSame(Path file, long[] others) {
    int row = Arrays.mismatch(values, others);
    if (row >= 0) {
      boolean both = row < Math.min(values.length, others.length);
      throw new InputException(
          file,
          both
              ? String.format(
                  Locale.ROOT,
                  "row %d has label %d, in the first epoch it has %d; a run is measured on the same"
                      + " examples in every epoch",
                  row + 1,
                  others[row],
                  values[row])
              : String.format(
                  Locale.ROOT,
                  "%d labels, in the first epoch there are %d",
                  others.length,
                  values.length));
    }
  }

  /**
   * Demands a row per example.
   *
   * @throws InputException with both shapes
   */
  void requireRows(Matrix matrix) {
    if (matrix.rows() != values.length) {
      throw new InputException(
          matrix.file(),
          "shape [%d x %d] does not go with %d labels: one row per label is needed",
          matrix.rows(),
          matrix.columns(),
          values.length);
    }
  }
}
