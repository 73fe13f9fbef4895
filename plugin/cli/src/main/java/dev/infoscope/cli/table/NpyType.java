// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Element types of NPY files that are read. Every value becomes the double nearest to it. */
enum NpyType {
  FLOAT32("f4", 4, from -> from.getFloat()),
  FLOAT64("f8", 8, from -> from.getDouble()),
  FLOAT16("f2", 2, from -> half(from.getShort())),
  /** The upper half of a float32; NumPy writes it as two bytes without a type. */
  BFLOAT16("V2", 2, from -> Float.intBitsToFloat(from.getShort() << 16)),
  INT64("i8", 8, from -> from.getLong()),
  INT32("i4", 4, from -> from.getInt()),
  INT16("i2", 2, from -> from.getShort()),
  INT8("i1", 1, from -> from.get()),
  UINT64("u8", 8, from -> unsigned(from.getLong())),
  UINT32("u4", 4, from -> Integer.toUnsignedLong(from.getInt())),
  UINT16("u2", 2, from -> Short.toUnsignedInt(from.getShort())),
  UINT8("u1", 1, from -> from.get() & 0xff),
  BOOL("b1", 1, from -> from.get() == 0 ? 0 : 1);

  private static final Map<String, String> REFUSED =
      Map.of(
          "c8", "complex64",
          "c16", "complex128",
          "f16", "float128",
          "f12", "float96",
          "O", "Python objects");

  private final String code;
  private final int bytes;
  private final ToDoubleFunction<ByteBuffer> next;

  NpyType(String code, int bytes, ToDoubleFunction<ByteBuffer> next) {
    this.code = code;
    this.bytes = bytes;
    this.next = next;
  }

  int bytes() {
    return bytes;
  }

  /** Decodes {@code count} values; the buffer has the file's byte order. */
  void decode(ByteBuffer from, double[] into, int first, int count) {
    for (int i = 0; i < count; i++) {
      into[first + i] = next.applyAsDouble(from);
    }
  }

  /** IEEE 754 binary16: a sign, five bits of exponent, ten of fraction. */
  private static double half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double size =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24;
          case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb(1 + fraction * 0x1p-10, exponent - 15);
        };
    return bits < 0 ? -size : size;
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? bits : 2.0 * (bits >>> 1 | bits & 1); // the last bit may decide the rounding
  }

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
