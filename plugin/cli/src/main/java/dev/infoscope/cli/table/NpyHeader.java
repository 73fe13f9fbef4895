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
 * @param fortran whether the first index runs fastest
 * @param shape rows first; a single number is one row and column
 */
record NpyHeader(NpyType type, ByteOrder order, boolean fortran, List<Integer> shape) {
  private static final int MOST_COLUMNS = 1 << 24;
  private static final int MOST_DIMENSIONS = 32; // as NumPy
  private static final Pattern DESCR = entry("'([^']*)'|(\\[.*\\])", "descr");
  private static final Pattern FORTRAN = entry("(True|False)", "fortran_order");
  private static final Pattern SHAPE = entry("\\(([^)]*)\\)", "shape");

  /** Nothing else stands in it, as NumPy demands. */
  private static final Pattern WHOLE =
      Pattern.compile(
          "\\s*\\{%1$s,%1$s,%1$s,?\\s*}\\s*"
              .replace(
                  "%1$s",
                  "\\s*(?:'\\w+'|\"\\w+\")\\s*:\\s*(?:'[^']*'|\\[.*]|True|False|\\([^)]*\\))\\s*"),
          Pattern.DOTALL);

  private static final Pattern TUPLE = Pattern.compile("\\s*\\d+\\s*(,|(,\\s*\\d+\\s*)+,?)\\s*");

  private static Pattern entry(String value, String key) {
    return Pattern.compile("['\"]" + key + "['\"]\\s*:\\s*(?:" + value + ")", Pattern.DOTALL);
  }

  static NpyHeader parse(Path file, String text) {
    String descr = descr(file, text);
    boolean fortran = find(file, text, FORTRAN, "fortran_order").equals("True");
    List<Long> shape = shape(file, find(file, text, SHAPE, "shape"));
    if (!WHOLE.matcher(text).matches()) {
      throw new InputException(
          file, "the NPY header is damaged: " + Printable.shortened(text.strip()));
    }
    if (shape.contains(0L)) {
      throw new InputException(file, "holds nothing: shape " + shape);
    }
    double columns = 1;
    for (long length : shape.subList(1, shape.size())) {
      columns *= length;
    }
    if (shape.get(0) > Integer.MAX_VALUE || columns > MOST_COLUMNS) {
      String rule =
          String.format(
              Locale.ROOT, "at most %d rows and %d columns", Integer.MAX_VALUE, MOST_COLUMNS);
      throw new InputException(file, "shape " + shape + " is too large, " + rule);
    }
    return new NpyHeader(
        type(file, descr), order(descr), fortran, shape.stream().map(Math::toIntExact).toList());
  }

  /** The type of the elements, as written. */
  static String descr(Path file, String text) {
    return find(file, text, DESCR, "descr");
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
      String read = "floats of 16 to 64 bits, bfloat16, integers and bool are read";
      throw new InputException(
          file, "holds %s (%s); %s", NpyType.nameOf(code), Printable.shortened(descr), read);
    }
    return type;
  }

  private static ByteOrder order(String descr) {
    return descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private static List<Long> shape(Path file, String tuple) {
    List<Long> shape = new ArrayList<>();
    boolean good = TUPLE.matcher(tuple).matches() || tuple.isBlank();
    for (String size : tuple.split(",")) {
      String digits = size.strip();
      good &= digits.matches("|0|[1-9][0-9]{0,17}");
      if (good && !digits.isEmpty()) {
        shape.add(Long.parseLong(digits));
      }
    }
    if (!good) {
      throw new InputException(
          file, "shape " + Printable.shortened("(" + tuple + ")") + " is no shape");
    }
    if (shape.isEmpty() || shape.size() > MOST_DIMENSIONS) {
      throw new InputException(
          file,
          "has %d dimensions, shape %s; 1 to %d are read",
          shape.size(),
          shape,
          MOST_DIMENSIONS);
    }
    return shape;
  }

  int rows() {
    return shape.get(0);
  }

  /** Values of a row. */
  int columns() {
    return shape.stream().skip(1).reduce(1, (a, b) -> a * b);
  }

  /** Bytes of all elements; the sizes are bounded, so there is no overflow. */
  long dataBytes() {
    return (long) rows() * columns() * type.bytes();
  }
}
