// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the header of an NPY file says, a Python dictionary such as {@code {'descr': '<f4',
 * 'fortran_order': False, 'shape': (100, 8), }}.
 *
 * @param type of the elements
 * @param order of their bytes
 * @param rows at least 1
 * @param columns at least 1
 */
record NpyHeader(NpyType type, ByteOrder order, long rows, int columns) {
  private static final int MOST_COLUMNS = 1 << 24;
  private static final Pattern DESCR = entry("'([^']*)'|(\\[.*\\])", "descr");
  private static final Pattern FORTRAN = entry("(True|False)", "fortran_order");
  private static final Pattern SHAPE = entry("\\(([^)]*)\\)", "shape");

  private static Pattern entry(String value, String key) {
    return Pattern.compile("['\"]" + key + "['\"]\\s*:\\s*(?:" + value + ")", Pattern.DOTALL);
  }

  static NpyHeader parse(Path file, String text) {
    String descr = find(file, text, DESCR, "descr");
    if (find(file, text, FORTRAN, "fortran_order").equals("True")) {
      throw new InputException(
          file, "is in Fortran order; save numpy.ascontiguousarray(array) instead");
    }
    List<Long> shape = shape(file, find(file, text, SHAPE, "shape"));
    long columns = shape.size() == 1 ? 1 : shape.get(1);
    if (shape.get(0) == 0 || columns == 0) {
      throw new InputException(file, "holds nothing: shape " + shape);
    }
    if (shape.get(0) > Integer.MAX_VALUE || columns > MOST_COLUMNS) {
      String rule =
          String.format(
              Locale.ROOT, "at most %d rows and %d columns", Integer.MAX_VALUE, MOST_COLUMNS);
      throw new InputException(file, "shape " + shape + " is too large, " + rule);
    }
    return new NpyHeader(type(file, descr), order(descr), shape.get(0), (int) columns);
  }

  private static String find(Path file, String text, Pattern pattern, String key) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new InputException(file, "the NPY header has no usable '" + key + "'");
    }
    String first = matcher.group(1);
    return first == null ? matcher.group(2) : first;
  }

  private static NpyType type(Path file, String descr) {
    boolean marked = !descr.isEmpty() && "<>|=".indexOf(descr.charAt(0)) >= 0;
    String code = marked ? descr.substring(1) : descr;
    NpyType type = NpyType.of(code);
    if (type == null) {
      String read = "float32, float64, int64, int32, int16, int8, uint8 and bool are read";
      throw new InputException(
          file,
          String.format(
              Locale.ROOT,
              "holds %s (%s); %s",
              NpyType.nameOf(code),
              Printable.shortened(descr),
              read));
    }
    return type;
  }

  private static ByteOrder order(String descr) {
    return descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private static List<Long> shape(Path file, String tuple) {
    List<Long> shape = new ArrayList<>();
    for (String size : tuple.split(",")) {
      String digits = size.strip();
      if (digits.matches("[0-9]{1,18}")) {
        shape.add(Long.parseLong(digits));
      } else if (!digits.isEmpty()) {
        throw new InputException(
            file, "shape " + Printable.shortened("(" + tuple + ")") + " is no shape");
      }
    }
    if (shape.isEmpty() || shape.size() > 2) {
      throw new InputException(
          file,
          String.format(
              Locale.ROOT, "has %d dimensions, shape %s; 1 or 2 are read", shape.size(), shape));
    }
    return shape;
  }

  /** Bytes of all elements; the sizes are bounded, so there is no overflow. */
  long dataBytes() {
    return rows * columns * type.bytes();
  }
}
