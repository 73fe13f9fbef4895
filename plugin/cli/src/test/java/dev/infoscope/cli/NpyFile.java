// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes NPY files, good and bad ones. */
public final class NpyFile {
  private NpyFile() {}

  public static Path write(Path file, String descr, String shape, byte[] data) throws IOException {
    return write(file, 1, header(descr, "False", shape), data);
  }

  static String header(String descr, String fortran, String shape) {
    return String.format(
        Locale.ROOT, "{'descr': %s, 'fortran_order': %s, 'shape': %s, }\n", descr, fortran, shape);
  }

  static Path write(Path file, int version, String header, byte[] data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer all =
        ByteBuffer.allocate(12 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    all.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    if (version == 1) {
      all.putShort((short) text.length);
    } else {
      all.putInt(text.length);
    }
    all.put(text).put(data);
    byte[] bytes = new byte[all.position()];
    all.flip().get(bytes);
    return Files.write(file, bytes);
  }

  static Path doubles(Path file, int columns, double... values) throws IOException {
    return write(
        file,
        "'<f8'",
        String.format(Locale.ROOT, "(%d, %d)", values.length / columns, columns),
        bytes(ByteOrder.LITTLE_ENDIAN, values));
  }

  public static byte[] bytes(ByteOrder order, double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(order);
    for (double value : values) {
      bytes.putDouble(value);
    }
    return bytes.array();
  }
}
