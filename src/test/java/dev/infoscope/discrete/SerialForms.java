// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** Damage to serial forms. */
public final class SerialForms {
  private static final int[] TELLING = {0, 1, 2, 0x7f, 0x80, 0x81, 0xfe, 0xff};

  private SerialForms() {}

  /** The same bytes with a check sum that fits. */
  public static byte[] checked(byte[] form) {
    int end = form.length - SerialWriter.CHECK;
    CRC32 check = new CRC32();
    check.update(form, 0, end);
    byte[] fits = form.clone();
    for (int i = 0; i < SerialWriter.CHECK; i++) {
      fits[end + i] = (byte) (check.getValue() >>> 8 * i);
    }
    return fits;
  }

  static byte[] with(byte[] form, int at, int value) {
    byte[] changed = form.clone();
    changed[at] = (byte) value;
    return changed;
  }

  /** One to three changes of the body: a byte, a flipped bit, bytes cut out, doubled or put in. */
  public static byte[] damaged(byte[] form, SplittableRandom random) {
    byte[] damaged = form;
    for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
      int body = damaged.length - SerialWriter.HEADER - SerialWriter.CHECK;
      if (body > 0) {
        damaged = damaged(damaged, SerialWriter.HEADER + random.nextInt(body), random);
      }
    }
    return damaged;
  }

  private static byte[] damaged(byte[] form, int at, SplittableRandom random) {
    int telling = TELLING[random.nextInt(TELLING.length)];
    return switch (random.nextInt(6)) {
      case 0 -> with(form, at, telling);
      case 1 -> with(form, at, random.nextInt(256));
      case 2 -> with(form, at, form[at] ^ 1 << random.nextInt(8));
      case 3 -> spliced(form, at, random.nextInt(1, 9), 0, 0);
      case 4 -> spliced(form, at, 0, random.nextInt(1, 11), telling);
      default -> longest(form, at);
    };
  }

  /** Takes bytes out and puts others in. */
  private static byte[] spliced(byte[] form, int at, int out, int in, int value) {
    int rest = Math.min(form.length, at + out);
    byte[] spliced = new byte[at + in + form.length - rest];
    System.arraycopy(form, 0, spliced, 0, at);
    Arrays.fill(spliced, at, at + in, (byte) value);
    System.arraycopy(form, rest, spliced, at + in, form.length - rest);
    return spliced.length < SerialWriter.HEADER + SerialWriter.CHECK ? form : spliced;
  }

  /** Makes a number of one byte the largest there is. */
  private static byte[] longest(byte[] form, int at) {
    byte[] longer = spliced(form, at, 1, 10, 0xff);
    longer[at + 9] = 1;
    return longer;
  }
}
