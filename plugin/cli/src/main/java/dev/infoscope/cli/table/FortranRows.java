// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads an array whose first index runs fastest: of every column the rows that are wanted. */
final class FortranRows implements RowReader {
  private final NpyTable table;
  private final BytesAt bytes;
  private final int[] places; // of each column as it lies in the file, where it belongs in a row
  private int next;

  FortranRows(NpyTable table) {
    this.table = table;
    this.places = places(table.header().shape());
    try {
      bytes = table.bytes().openAt(table.offset(), table.header().dataBytes());
    } catch (IOException e) {
      throw new InputException(table.file(), e);
    }
  }

  /** The second index runs fastest among the columns of the file, the last one in a row. */
  private static int[] places(List<Integer> shape) {
    int columns = shape.stream().skip(1).reduce(1, (a, b) -> a * b);
    int[] places = new int[columns];
    for (int column = 0; column < columns; column++) {
      int rest = column;
      int stride = columns;
      for (int axis = 1; axis < shape.size(); axis++) {
        int length = shape.get(axis);
        stride /= length;
        places[column] += rest % length * stride;
        rest /= length;
      }
    }
    return places;
  }

  @Override
  public int read(double[] into, int rows) {
    NpyHeader header = table.header();
    int found = Math.min(rows, header.rows() - next);
    double[] values = new double[Math.max(0, found)];
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.multiplyExact(values.length, header.type().bytes()))
            .order(header.order());
    for (int column = 0; column < places.length && found > 0; column++) {
      fill(buffer.clear(), ((long) column * header.rows() + next) * header.type().bytes());
      header.type().decode(buffer.flip(), values, 0, found);
      for (int row = 0; row < found; row++) {
        into[row * places.length + places[column]] = values[row];
      }
    }
    next += found;
    return found;
  }

  private void fill(ByteBuffer buffer, long position) {
    try {
      bytes.read(buffer, position);
    } catch (IOException e) {
      throw new InputException(table.file(), e);
    }
  }

  @Override
  public void close() {
    try {
      bytes.close();
    } catch (IOException e) {
      throw new InputException(table.file(), e);
    }
  }
}
