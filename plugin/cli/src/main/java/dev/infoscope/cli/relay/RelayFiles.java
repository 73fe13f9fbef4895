// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.relay;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.LabelColumn;
import dev.infoscope.cli.table.Matrix;
import dev.infoscope.cli.table.TableOptions;
import dev.infoscope.measure.relay.RelaySettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * What was read from the three files.
 *
 * @param activations of the hidden layer
 * @param names value of each class in the files, ascending; of labels and predictions together
 * @param labels class of each row, from 0
 * @param predictions class predicted for each row, from 0
 */
@SuppressWarnings("ArrayRecordComponent")
record RelayFiles(Matrix activations, long[] names, int[] labels, int[] predictions) {

  static RelayFiles read(Path activations, Path labels, Path predictions, TableOptions tables) {
    Matrix hidden = tables.matrix(activations);
    if (hidden.rows() < RelaySettings.FEWEST_EXAMPLES) {
      throw new InputException(
          activations,
          "%d rows; relay information needs at least %d",
          hidden.rows(),
          RelaySettings.FEWEST_EXAMPLES);
    }
    long[] truth = column(labels, hidden, tables);
    long[] said = column(predictions, hidden, tables);
    long[] names =
        LongStream.concat(Arrays.stream(truth), Arrays.stream(said)).distinct().sorted().toArray();
    return new RelayFiles(hidden, names, numbers(truth, names), numbers(said, names));
  }

  private static long[] column(Path file, Matrix hidden, TableOptions tables) {
    LabelColumn column = tables.labels(file, hidden::rows);
    if (column.rows() != hidden.rows()) {
      throw new InputException(
          file, "%d rows, %s has %d", column.rows(), hidden.file(), hidden.rows());
    }
    long[] classes = column.classes();
    try (LabelColumn.Reader reader = column.open()) {
      return Arrays.stream(reader.read(column.rows())).mapToLong(i -> classes[i]).toArray();
    }
  }

  private static int[] numbers(long[] values, long[] names) {
    return Arrays.stream(values).mapToInt(value -> Arrays.binarySearch(names, value)).toArray();
  }

  /** Place of a class among the names; below 0 if it is none of them. */
  int place(long name) {
    return Arrays.binarySearch(names, name);
  }
}
