// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link SerialWriter} wrote. Nothing that the bytes say is believed: a length is
 * compared with the bytes that are left before memory is taken for it, and a form that {@link
 * SerialWriter} would not have written is refused.
 */
public final class SerialReader {
  /** Most units of a layer and most classes: arrays of them are made before bytes prove them. */
  public static final int MOST = 1 << 22;

  private final byte[] bytes;
  private final int end;
  private int at = SerialWriter.HEADER;

  private SerialReader(byte[] bytes) {
    this.bytes = bytes;
    this.end = bytes.length - SerialWriter.CHECK;
  }

  /**
   * Reads a whole form.
   *
   * @param <T> of what
   * @param bytes from {@link SerialWriter#bytes}
   * @param kind that it must be of
   * @param body reads what stands between header and check
   * @return what was read
   * @throws SerialFormException if the bytes are no such form
   */
  public static <T> T read(byte[] bytes, SerialKind kind, Function<SerialReader, T> body) {
    SerialReader in = new SerialReader(bytes);
    in.requireHeader(kind);
    try {
      T read = body.apply(in);
      in.require(in.at == in.end, "%d bytes after the end", in.end - in.at);
      return read;
    } catch (SerialFormException refused) {
      throw refused;
    } catch (IllegalArgumentException | ArithmeticException refused) {
      throw new SerialFormException(String.valueOf(refused.getMessage()));
    }
  }

  private void requireHeader(SerialKind kind) {
    int least = SerialWriter.HEADER + SerialWriter.CHECK;
    require(bytes.length >= least, "%d bytes must be at least %d", bytes.length, least);
    int letters = SerialWriter.MAGIC.length;
    require(
        Arrays.equals(bytes, 0, letters, SerialWriter.MAGIC, 0, letters),
        "the first bytes must be ISST");
    int version = bytes[letters] & 0xff;
    require(
        version == SerialWriter.VERSION,
        "version %d cannot be read, only version %d",
        version,
        SerialWriter.VERSION);
    int found = bytes[letters + 1] & 0xff;
    require(found == kind.code(), "kind %d must be %d (%s)", found, kind.code(), kind);
    CRC32 check = new CRC32();
    check.update(bytes, 0, end);
    long sum = 0;
    for (int i = SerialWriter.CHECK - 1; i >= 0; i--) {
      sum = sum << Byte.SIZE | bytes[end + i] & 0xff;
    }
    require(sum == check.getValue(), "the check sum does not fit; bytes are missing or changed");
  }

  /**
   * Refuses the form unless a rule holds.
   *
   * @param holds whether it does
   * @param reason message in the form of {@link String#format}
   * @param arguments of the message
   */
  public void require(boolean holds, String reason, @Nullable Object... arguments) {
    if (!holds) {
      throw refused(reason, arguments);
    }
  }

  private SerialFormException refused(String reason, @Nullable Object... arguments) {
    String where = at == SerialWriter.HEADER ? "" : ", before byte " + at;
    return new SerialFormException(String.format(Locale.ROOT, reason, arguments) + where);
  }

  /**
   * A number of variable length.
   *
   * @return 64 bits, unsigned
   */
  public long number() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = next();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        require(next > 0 || shift == 0, "a number is longer than it need be");
        require(shift < 63 || next == 1, "a number is longer than 64 bits");
        return value;
      }
    }
    throw refused("a number is longer than 64 bits");
  }

  private int next() {
    require(at < end, "it ends early");
    return bytes[at++] & 0xff;
  }

  /**
   * A number that may be negative.
   *
   * @return any number
   */
  public long signed() {
    long value = number();
    return value >>> 1 ^ -(value & 1);
  }

  /**
   * A count within bounds.
   *
   * @param name of what, for the message
   * @param least smallest allowed, at least 0
   * @param most largest allowed
   * @return the count
   */
  public long count(String name, long least, long most) {
    long value = number();
    if (value < least || value > most) { // before the call, which would box each
      throw refused(
          "%s (%s) must be from %d to %d", name, Long.toUnsignedString(value), least, most);
    }
    return value;
  }

  /**
   * A count that is an {@code int}.
   *
   * @param name of what, for the message
   * @param least smallest allowed, at least 0
   * @param most largest allowed
   * @return the count
   */
  public int size(String name, int least, int most) {
    return (int) count(name, least, most);
  }

  /**
   * The length of a list that follows.
   *
   * @param name of what, for the message
   * @param each fewest bytes that an entry takes, at least 1
   * @return no more than the bytes that are left can hold
   */
  public int length(String name, int each) {
    return size(name, 0, (end - at) / each);
  }

  /**
   * Refuses a table for which there are not enough bytes.
   *
   * @param name of what, for the message
   * @param entries of the table
   * @param each fewest bytes that an entry takes, at least 1
   */
  public void requireLeft(String name, long entries, int each) {
    require(
        entries <= (end - at) / each, "%d %s do not fit into %d bytes", entries, name, end - at);
  }

  /**
   * A word of 64 bits.
   *
   * @return any bits
   */
  public long word() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      value |= (long) next() << shift;
    }
    return value;
  }

  /**
   * A double.
   *
   * @return any number
   */
  public double real() {
    long bits = word();
    double value = Double.longBitsToDouble(bits);
    require(Double.doubleToLongBits(value) == bits, "a NaN is not 0x7ff8000000000000");
    return value;
  }

  /**
   * A float.
   *
   * @return any number
   */
  public float single() {
    int bits = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      bits |= next() << shift;
    }
    float value = Float.intBitsToFloat(bits);
    require(Float.floatToIntBits(value) == bits, "a NaN is not 0x7fc00000");
    return value;
  }

  /**
   * A double that is no minus zero.
   *
   * @return any other number
   */
  public double plainReal() {
    double value = real();
    require(value != 0 || 1 / value > 0, "minus zero where zero must be");
    return value;
  }
}
