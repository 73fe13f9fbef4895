// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Element types of NPY files that are read. Every value becomes the double nearest to it. */
enum NpyType {
  FLOAT32("f4", 4) {
    @Override
    void decode(ByteBuffer from, double[] into, int first, int count) {
      for (int i = 0; i < count; i++) {
        into[first + i] = from.getFloat();
      }
    }
  },
  FLOAT64("f8", 8) {
    @Override
    void decode(ByteBuffer from, double[] into, int first, int count) {
      for (int i = 0; i < count; i++) {
        into[first + i] = from.getDouble();
      }
    }
  },
  INT64("i8", 8) {
    @Override
    void decode(ByteBuffer from, double[] into, int first, int count) {
      for (int i = 0; i < count; i++) {
        into[first + i] = from.getLong();
      }
    }
  },
  INT32("i4", 4) {
    @Override
    void decode(ByteBuffer from, double[] into, int first, int count) {
      for (int i = 0; i < count; i++) {
        into[first + i] = from.getInt();
      }
    }
  },
  INT16("i2", 2) {
    @Override
    void decode(ByteBuffer from, double[] into, int first, int count) {
      for (int i = 0; i < count; i++) {
        into[first + i] = from.getShort();
      }
    }
  },
  INT8("i1", 1) {
    @Override
    void decode(ByteBuffer from, double[] into, int first, int count) {
      for (int i = 0; i < count; i++) {
        into[first + i] = from.get();
      }
    }
  },
  UINT8("u1", 1) {
    @Override
    void decode(ByteBuffer from, double[] into, int first, int count) {
      for (int i = 0; i < count; i++) {
        into[first + i] = from.get() & 0xff;
      }
    }
  },
  BOOL("b1", 1) {
    @Override
    void decode(ByteBuffer from, double[] into, int first, int count) {
      for (int i = 0; i < count; i++) {
        into[first + i] = from.get() == 0 ? 0 : 1;
      }
    }
  };

  private static final Map<String, String> REFUSED =
      Map.of(
          "f2",
          "float16",
          "u2",
          "uint16",
          "u4",
          "uint32",
          "u8",
          "uint64",
          "c8",
          "complex64",
          "c16",
          "complex128",
          "f16",
          "float128",
          "f12",
          "float96",
          "O",
          "Python objects");

  private final String code;
  private final int bytes;

  NpyType(String code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /** Decodes {@code count} values; the buffer has the file's byte order. */
  abstract void decode(ByteBuffer from, double[] into, int first, int count);

  /** The type with a code such as {@code f4}, without byte order. */
  static @Nullable NpyType of(String code) {
    for (NpyType type : values()) {
      if (type.code.equals(code)) {
        return type;
      }
    }
    return null;
  }

  /** What a type that is not read is called. */
  static String nameOf(String code) {
    String kind = code.isEmpty() ? "" : code.substring(0, 1);
    return switch (kind) {
      case "U", "S", "a" -> "text";
      case "M", "m" -> "dates";
      case "V", "[" -> "records";
      default -> REFUSED.getOrDefault(code, "an unknown type");
    };
  }
}
