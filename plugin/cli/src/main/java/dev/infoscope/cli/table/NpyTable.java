// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * An array saved by NumPy, format versions 1.0, 2.0 and 3.0, in C or Fortran order. What has more
 * than two dimensions is a row of all values per example.
 *
 * @param bytes of the file or of a member of an archive
 * @param header what it says of the array
 * @param offset of the first value in the bytes
 * @param notes what is to be told of it
 */
record NpyTable(ArrayBytes bytes, NpyHeader header, long offset, List<String> notes)
    implements Table {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST_HEADER = 1 << 14; // NumPy itself reads 10,000

  /** The text of a header, and where the data begins. */
  private record Head(String text, long offset) {}

  static NpyTable of(Path file) {
    return of(new PlainBytes(file));
  }

  static NpyTable of(ArrayBytes bytes) {
    try (ReadableByteChannel channel = bytes.open()) {
      Head head = head(bytes.name(), channel);
      NpyHeader header = NpyHeader.parse(bytes.name(), head.text());
      List<String> notes =
          header.type() == NpyType.BFLOAT16
              ? List.of("two bytes without a type (V2) are read as bfloat16")
              : List.of();
      NpyTable table = new NpyTable(bytes, header, head.offset(), notes);
      table.requireSize(bytes.size());
      return table;
    } catch (EOFException e) {
      throw new InputException(bytes.name(), "ends within the NPY header");
    } catch (IOException e) {
      throw new InputException(bytes.name(), e);
    }
  }

  /**
   * A single text, as of {@code numpy.savez(..., activation="tanh")}.
   *
   * @throws InputException if the array is something else
   */
  static String text(ArrayBytes bytes) {
    try (ReadableByteChannel channel = bytes.open()) {
      Head head = head(bytes.name(), channel);
      String descr = NpyHeader.descr(bytes.name(), head.text());
      if (!descr.matches("[<|]?[US]\\d{1,3}")) {
        throw new InputException(
            bytes.name(), "must be a text, holds " + Printable.shortened(descr));
      }
      byte[] data =
          bytes(channel, Math.toIntExact(Math.min(1 << 12, bytes.size() - head.offset())));
      // Of four bytes a character those above Latin-1 are of no name that is known.
      return new String(data, StandardCharsets.ISO_8859_1).replace("\0", "").strip();
    } catch (EOFException e) {
      throw new InputException(bytes.name(), "ends within the NPY header");
    } catch (IOException e) {
      throw new InputException(bytes.name(), e);
    }
  }

  private static Head head(Path file, ReadableByteChannel channel) throws IOException {
    byte[] start = bytes(channel, MAGIC.length + 2);
    int version = start[MAGIC.length];
    if (!Arrays.equals(MAGIC, 0, MAGIC.length, start, 0, MAGIC.length)) {
      throw new InputException(file, "is no NPY file: it does not start with \\x93NUMPY");
    }
    if (version < 1 || version > 3) {
      throw new InputException(file, "is NPY format version " + version + "; 1 to 3 are read");
    }
    int size = version == 1 ? Short.BYTES : Integer.BYTES;
    int length = length(channel, size);
    if (length < 0 || length > LONGEST_HEADER) {
      throw new InputException(file, "the NPY header is damaged: its length is " + length);
    }
    String text =
        new String(
            bytes(channel, length),
            version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    return new Head(text, start.length + size + (long) length);
  }

  private static int length(ReadableByteChannel channel, int size) throws IOException {
    ByteBuffer field = ByteBuffer.wrap(bytes(channel, size)).order(ByteOrder.LITTLE_ENDIAN);
    return size == Short.BYTES ? Short.toUnsignedInt(field.getShort()) : field.getInt();
  }

  private static byte[] bytes(ReadableByteChannel channel, int count) throws IOException {
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
          file(),
          "is truncated: shape [%d x %d] needs %d bytes of data, there are %d",
          header.rows(),
          header.columns(),
          header.dataBytes(),
          data);
    }
    if (data > header.dataBytes()) {
      throw new InputException(
          file(), "has %d bytes after the array its header announces", data - header.dataBytes());
    }
  }

  @Override
  public Path file() {
    return bytes.name();
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
    return header.fortran() && header.columns() > 1 ? new FortranRows(this) : new NpyRows(this);
  }
}
