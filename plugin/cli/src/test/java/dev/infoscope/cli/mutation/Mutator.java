// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.mutation;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages bytes as disks, networks and ill will do; the same seed does the same damage. */
final class Mutator {
  private static final Pattern TOKEN =
      Pattern.compile(
          "-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?|\"[^\"]*\"|'[^']*'|true|false|null|True|False");
  private static final long[] EXTREMES = {
    0,
    1,
    -1,
    2,
    255,
    65535,
    65536,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 32,
    (1L << 40) + 7,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final String[] NUMBERS = {
    "0",
    "1",
    "-1",
    "2",
    "1e308",
    "-1e308",
    "1e100",
    "-1e99",
    "1e-320",
    "4.9e-324",
    "9007199254740993",
    "65536",
    "0.1",
    "NaN",
    "Infinity",
    "-Infinity",
    "1e16",
    "-0.0"
  };
  private static final String[] WORDS = {
    "0",
    "-1",
    "1",
    "2147483647",
    "-2147483648",
    "2147483648",
    "268435456",
    "9223372036854775807",
    "99999999999999999999999",
    "1e308",
    "1e999",
    "-1e999",
    "1e-320",
    "NaN",
    "Infinity",
    "nan",
    "inf",
    "null",
    "true",
    "\"\"",
    "\"../../x\"",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "[]",
    "{}",
    "[[[[]]]]",
    "{\"a\":1}",
    "''",
    "'<f8'",
    "'|O'",
    "True",
    "=1+1",
    "\"",
    "'",
    "\u00e4",
    "1,2",
    "\n",
    "\r",
    "\u0000"
  };

  private final SplittableRandom random;

  Mutator(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** One to three damages, one after the other. */
  byte[] damaged(byte[] whole) {
    byte[] bytes = whole;
    for (int left = 1 + random.nextInt(3); left > 0 && bytes.length > 0; left--) {
      bytes = once(bytes);
    }
    return bytes;
  }

  /** Extreme numbers where numbers are, in a table of text or, from byte 128 on, of doubles. */
  byte[] otherValues(byte[] whole) {
    byte[] bytes = whole;
    boolean binary = whole[0] == (byte) 0x93;
    for (int left = 1 + random.nextInt(5); left > 0; left--) {
      String number = NUMBERS[random.nextInt(NUMBERS.length)];
      if (binary) {
        bytes = bytes.clone();
        int at = 128 + Double.BYTES * random.nextInt((bytes.length - 128) / Double.BYTES);
        ByteBuffer.wrap(bytes)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putDouble(at, Double.parseDouble(number));
      } else {
        bytes = replaced(bytes, number);
      }
    }
    return bytes;
  }

  private byte[] replaced(byte[] bytes, String number) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
    MatchResult token = tokens.get(random.nextInt(tokens.size()));
    return (text.substring(0, token.start()) + number + text.substring(token.end()))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  int choice(int of) {
    return random.nextInt(of);
  }

  private byte[] once(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    int end = at + Math.min(bytes.length - at, 1 + random.nextInt(1 << random.nextInt(1, 12)));
    return switch (random.nextInt(9)) {
      case 0 -> flipped(bytes);
      case 1 -> joined(bytes, 0, at); // cut off
      case 2 -> extreme(bytes, at);
      case 3 -> joined(bytes, 0, at, end, bytes.length); // removed
      case 4 -> joined(bytes, 0, end, at, bytes.length); // twice
      case 5 -> inserted(bytes, at, noise());
      case 6 -> zeroed(bytes, at, end);
      default -> word(bytes);
    };
  }

  private byte[] flipped(byte[] bytes) {
    byte[] changed = bytes.clone();
    for (int left = 1 + random.nextInt(8); left > 0; left--) {
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return changed;
  }

  /** A length field, for all we know. */
  private byte[] extreme(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    int width = Math.min(1 << random.nextInt(4), changed.length - at);
    ByteBuffer field = ByteBuffer.allocate(Long.BYTES);
    boolean little = random.nextInt(2) == 0;
    field.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    field.putLong(0, EXTREMES[random.nextInt(EXTREMES.length)]);
    System.arraycopy(field.array(), little ? 0 : Long.BYTES - width, changed, at, width);
    return changed;
  }

  private static byte[] joined(byte[] bytes, int... spans) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < spans.length; i += 2) {
      all.write(bytes, spans[i], spans[i + 1] - spans[i]);
    }
    return all.toByteArray();
  }

  private byte[] noise() {
    byte[] noise = new byte[1 + random.nextInt(1 << random.nextInt(1, 12))];
    if (random.nextInt(3) == 0) {
      Arrays.fill(noise, (byte) "9 [{\"\n,".charAt(random.nextInt(7)));
    } else {
      random.nextBytes(noise);
    }
    return noise;
  }

  private static byte[] inserted(byte[] bytes, int at, byte... noise) {
    byte[] changed = new byte[bytes.length + noise.length];
    System.arraycopy(bytes, 0, changed, 0, at);
    System.arraycopy(noise, 0, changed, at, noise.length);
    System.arraycopy(bytes, at, changed, at + noise.length, bytes.length - at);
    return changed;
  }

  private static byte[] zeroed(byte[] bytes, int from, int to) {
    byte[] changed = bytes.clone();
    Arrays.fill(changed, from, to, (byte) 0);
    return changed;
  }

  /**
   * A number, text or truth value in the place of another: what a parser takes, and a program may
   * not.
   */
  private byte[] word(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
    if (tokens.isEmpty()) {
      return flipped(bytes);
    }
    String word =
        random.nextInt(4) == 0
            ? tokens.get(random.nextInt(tokens.size())).group()
            : WORDS[random.nextInt(WORDS.length)];
    return replaced(bytes, word);
  }
}
