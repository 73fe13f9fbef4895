// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;

/** An array saved by NumPy, format versions 1.0, 2.0 and 3.0, one or two dimensions, C order. */
record NpyTable(Path file, NpyHeader header, long offset) implements Table {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST_HEADER = 1 << 14; // NumPy itself reads 10,000

  static NpyTable of(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      NpyTable table = parse(file, channel);
      table.requireSize(channel.size());
      return table;
    } catch (EOFException e) {
      throw new InputException(file, "ends within the NPY header");
    } catch (IOException e) {
      throw new InputException(file, e);
    }
  }

  private static NpyTable parse(Path file, FileChannel channel) throws IOException {
    byte[] start = bytes(channel, MAGIC.length + 2);
    int version = start[MAGIC.length];
    if (!Arrays.equals(MAGIC, 0, MAGIC.length, start, 0, MAGIC.length)) {
      throw new InputException(file, "is no NPY file: it does not start with \\x93NUMPY");
    }
    if (version < 1 || version > 3) {
      throw new InputException(file, "is NPY format version " + version + "; 1 to 3 are read");
    }
    int length = length(channel, version == 1 ? Short.BYTES : Integer.BYTES);
    if (length < 0 || length > LONGEST_HEADER) {
      throw new InputException(file, "the NPY header is damaged: its length is " + length);
    }
    String text =
        new String(
            bytes(channel, length),
            version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    return new NpyTable(file, NpyHeader.parse(file, text), channel.position());
  }

  private static int length(FileChannel channel, int size) throws IOException {
    ByteBuffer field = ByteBuffer.wrap(bytes(channel, size)).order(ByteOrder.LITTLE_ENDIAN);
    return size == Short.BYTES ? Short.toUnsignedInt(field.getShort()) : field.getInt();
  }

  private static byte[] bytes(FileChannel channel, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException();
      }
    }
    return buffer.array();
  }

  private void requireSize(long size) {
    long data = size - offset;
    if (data < header.dataBytes()) {
      throw new InputException(
          file,
          String.format(
              Locale.ROOT,
              "is truncated: shape [%d x %d] needs %d bytes of data, there are %d",
              header.rows(),
              header.columns(),
              header.dataBytes(),
              data));
    }
    if (data > header.dataBytes()) {
      throw new InputException(
          file,
          String.format(
              Locale.ROOT,
              "has %d bytes after the array its header announces",
              data - header.dataBytes()));
    }
  }

  @Override
  public int columns() {
    return header.columns();
  }

  @Override
  public OptionalLong declaredRows() {
    return OptionalLong.of(header.rows());
  }

  @Override
  public RowReader open() {
    return new NpyRows(this);
  }
}
