// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.saved;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Rows of numbers as ND4J writes an array, such as the parameters of a network: a buffer with rank,
 * shape, strides and three further numbers, then one with the values. Each begins with the way it
 * was allocated, its length and its type. All lengths must go with the size of the entry before
 * memory is taken. Several may follow each other.
 */
final class Parameters {
  private static final Set<String> SHORT_LENGTH = Set.of("DIRECT", "HEAP", "JAVACPP");
  private static final Set<String> LONG_LENGTH = Set.of("LONG_SHAPE", "MIXED_DATA_TYPES");
  private static final Map<String, DataType> TYPES =
      Map.of(
          "FLOAT", DataType.FLOAT,
          "DOUBLE", DataType.DOUBLE,
          "HALF", DataType.FLOAT16);
  private static final String NAME = "coefficients.bin";
  private static final int HIGHEST_RANK = 32;
  private static final int BLOCK = 1 << 13;

  private final DataInputStream in;
  private final String entry;
  private long left;

  /**
   * Arrays of an entry.
   *
   * @param entry its name, for messages
   * @param in where the next array begins
   * @param left bytes that follow
   */
  Parameters(String entry, DataInputStream in, long left) {
    this.entry = entry;
    this.in = in;
    this.left = left;
  }

  /**
   * Reads the array.
   *
   * @param content of the entry
   * @param size bytes in it
   * @return a vector of the shape it was saved with; null if it is empty
   * @throws SavedNetworkException if it is damaged
   */
  static Optional<INDArray> read(InputStream content, long size) throws IOException {
    try {
      Parameters parameters = new Parameters(NAME, new DataInputStream(content), size);
      INDArray array = parameters.array();
      if (parameters.left != 0) {
        throw parameters.damaged(
            String.format(Locale.ROOT, "%d bytes follow the parameters", parameters.left));
      }
      return Optional.ofNullable(array);
    } catch (EOFException | UTFDataFormatException e) {
      throw new SavedNetworkException(NAME + ": is damaged, it ends too early", e);
    }
  }

  private record Header(long length, String type) {}

  /** The next array; null if it is empty and nothing follows. */
  @Nullable INDArray array() throws IOException {
    long[] shape = shape(header());
    long elements = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    if (elements == 0 && left == 0) {
      return null;
    }
    Header header = header();
    DataType type = TYPES.get(header.type());
    if (type == null) {
      throw damaged(
          String.format(Locale.ROOT, "parameters of type %s are not read", shown(header.type())));
    }
    int width = type.width();
    if (header.length() != elements || left / width < elements) {
      throw damaged(
          String.format(
              Locale.ROOT,
              "%d parameters announced, %d by the shape, %d bytes there",
              header.length(),
              elements,
              left));
    }
    left -= elements * width;
    return elements == 0 ? null : values(type, shape, elements);
  }

  private Header header() throws IOException {
    String allocation = text();
    long length;
    if (SHORT_LENGTH.contains(allocation)) {
      length = in.readInt();
      left -= Integer.BYTES;
    } else if (LONG_LENGTH.contains(allocation)) {
      length = in.readLong();
      left -= Long.BYTES;
    } else {
      throw damaged("a buffer begins with " + shown(allocation));
    }
    return new Header(length, text());
  }

  /** At most 64 kB, as its length has two bytes. */
  private String text() throws IOException {
    String text = in.readUTF();
    left -= Short.BYTES + text.length(); // names of our interest are of one byte each
    return text;
  }

  /** All dimensions, of which one at most is not 1. */
  private long[] shape(Header header) throws IOException {
    boolean wide = header.type().equals("LONG");
    if (!wide && !header.type().equals("INT")) {
      throw damaged("a shape of type " + shown(header.type()));
    }
    long[] info = new long[(int) Math.max(0, Math.min(header.length(), 2 * HIGHEST_RANK + 4))];
    for (int i = 0; i < info.length; i++) {
      info[i] = wide ? in.readLong() : in.readInt();
    }
    left -= (long) info.length * (wide ? Long.BYTES : Integer.BYTES);
    long rank = info.length == 0 ? -1 : info[0];
    if (rank < 0 || rank > HIGHEST_RANK || header.length() != 2 * rank + 4) {
      throw damaged(
          String.format(Locale.ROOT, "a shape of %d numbers and rank %d", header.length(), rank));
    }
    long[] shape = Arrays.copyOfRange(info, 1, 1 + (int) rank);
    if (Arrays.stream(shape).filter(size -> size != 1).count() > 1
        || Arrays.stream(shape).anyMatch(size -> size < 0)) {
      throw damaged(
          String.format(Locale.ROOT, "parameters of shape %s are no row", Arrays.toString(shape)));
    }
    return shape;
  }

  private INDArray values(DataType type, long[] shape, long elements) throws IOException {
    INDArray array = Nd4j.createUninitialized(type, shape);
    DataBuffer into = array.data();
    byte[] bytes = new byte[BLOCK * type.width()];
    for (long done = 0; done < elements; ) {
      int count = (int) Math.min(BLOCK, elements - done);
      in.readFully(bytes, 0, count * type.width());
      ByteBuffer block = ByteBuffer.wrap(bytes);
      for (int i = 0; i < count; i++) {
        put(into, done + i, type, block);
      }
      done += count;
    }
    return array;
  }

  private static void put(DataBuffer into, long at, DataType type, ByteBuffer from) {
    if (type == DataType.DOUBLE) {
      into.put(at, from.getDouble());
    } else if (type == DataType.FLOAT) {
      into.put(at, from.getFloat());
    } else {
      into.put(at, HalfFloat.of(from.getShort()));
    }
  }

  private static String shown(String text) {
    String line = text.replaceAll("\\p{C}", "?");
    return "'" + line.substring(0, Math.min(20, line.length())) + "'";
  }

  private SavedNetworkException damaged(String what) {
    return new SavedNetworkException(entry + ": is damaged, " + what);
  }
}
