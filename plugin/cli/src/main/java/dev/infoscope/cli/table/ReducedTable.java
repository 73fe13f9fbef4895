// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * An array of more than two dimensions, one value per example and channel.
 *
 * @param whole all values of an example in a row
 * @param how what becomes of the positions
 * @param channelsLast whether channels stand last, as in Keras, or behind the examples
 */
record ReducedTable(NpyTable whole, Positions how, boolean channelsLast) implements Table {
  List<Integer> shape() {
    return whole.header().shape();
  }

  private int channels() {
    return shape().get(channelsLast ? shape().size() - 1 : 1);
  }

  private int positions() {
    return whole.columns() / channels();
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>(whole.notes());
    notes.add(note());
    return notes;
  }

  private String note() {
    if (how == Positions.FLATTEN) {
      return String.format(
          Locale.ROOT,
          "shape %s is read as %d units, one per channel and position; --positions mean reads"
              + " channels",
          WeightTable.words(shape()),
          columns());
    }
    return String.format(
        Locale.ROOT,
        "shape %s is read as %d units: channels (%s), %s of %d positions; --positions and"
            + " --channels change this",
        WeightTable.words(shape()),
        columns(),
        channelsLast ? "last" : "first",
        how == Positions.LAST ? "the last" : "the " + how,
        positions());
  }

  @Override
  public String reduction() {
    return how == Positions.LAST
        ? "last step"
        : how == Positions.FLATTEN ? "every position a unit" : how + " over positions";
  }

  @Override
  public Path file() {
    return whole.file();
  }

  @Override
  public int columns() {
    return how == Positions.FLATTEN ? whole.columns() : channels();
  }

  @Override
  public OptionalLong declaredRows() {
    return whole.declaredRows();
  }

  @Override
  public RowReader open() {
    return how == Positions.FLATTEN ? whole.open() : new Reader(whole.open());
  }

  /** Reads one row after the other, so that no block of whole rows is held. */
  private final class Reader implements RowReader {
    private final RowReader rows;
    private final double[] row = new double[whole.columns()];

    Reader(RowReader rows) {
      this.rows = rows;
    }

    @Override
    public int read(double[] into, int wanted) {
      int found = 0;
      int channels = channels();
      int positions = positions();
      while (found < wanted && rows.read(row, 1) == 1) {
        for (int channel = 0; channel < channels; channel++) {
          int first = channelsLast ? channel : channel * positions;
          int step = channelsLast ? channels : 1;
          into[found * channels + channel] = how.reduce(row, first, step, positions);
        }
        found++;
      }
      return found;
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
