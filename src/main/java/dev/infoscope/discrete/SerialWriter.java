// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Require;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Writes the serial form of an accumulator: {@code ISST}, version, kind, a body, and the CRC-32 of
 * all before it. Numbers in the body are unsigned and of variable length, seven bits a byte, the
 * lowest first; 64-bit words and doubles take eight bytes, the lowest first.
 */
public final class SerialWriter {
  static final byte[] MAGIC = "ISST".getBytes(StandardCharsets.US_ASCII);
  static final int VERSION = 1;
  static final int HEADER = 6;
  static final int CHECK = 4;

  private byte[] bytes = new byte[256];
  private int size;

  /**
   * Begins a serial form.
   *
   * @param kind of what
   */
  public SerialWriter(SerialKind kind) {
    for (byte letter : MAGIC) {
      add(letter);
    }
    add(VERSION);
    add(kind.code());
  }

  private void add(int value) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.multiplyExact(2, size));
    }
    bytes[size++] = (byte) value;
  }

  /**
   * Writes a number in one to ten bytes.
   *
   * @param value taken as unsigned
   * @return this writer
   */
  public SerialWriter number(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      add((int) rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    add((int) rest);
    return this;
  }

  /**
   * Writes a number that may be negative, in one to ten bytes: {@code 2n}, or {@code -2n - 1} of a
   * negative one.
   *
   * @param value any number
   * @return this writer
   */
  public SerialWriter signed(long value) {
    return number(value << 1 ^ value >> 63);
  }

  /**
   * Writes a count.
   *
   * @param value at least 0
   * @return this writer
   * @throws IllegalArgumentException for a negative one
   */
  public SerialWriter count(long value) {
    Require.that(value >= 0, "count (%d) must be >= 0", value);
    return number(value);
  }

  /**
   * Writes 64 bits.
   *
   * @param value any bits
   * @return this writer
   */
  public SerialWriter word(long value) {
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      add((int) (value >>> shift));
    }
    return this;
  }

  /**
   * Writes a double.
   *
   * @param value any number; all {@code NaN} are written alike
   * @return this writer
   */
  public SerialWriter real(double value) {
    return word(Double.doubleToLongBits(value));
  }

  /**
   * Writes a float in four bytes.
   *
   * @param value any number; all {@code NaN} are written alike
   * @return this writer
   */
  public SerialWriter single(float value) {
    int bits = Float.floatToIntBits(value);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      add(bits >>> shift);
    }
    return this;
  }

  /**
   * Ends the form.
   *
   * @return its bytes
   */
  public byte[] bytes() {
    CRC32 check = new CRC32();
    check.update(bytes, 0, size);
    byte[] all = Arrays.copyOf(bytes, size + CHECK);
    for (int i = 0; i < CHECK; i++) {
      all[size + i] = (byte) (check.getValue() >>> Byte.SIZE * i);
    }
    return all;
  }
}
