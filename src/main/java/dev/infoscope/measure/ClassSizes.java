// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.discrete.SerialReader;
import dev.infoscope.discrete.SerialWriter;
import java.util.Map;
import java.util.TreeMap;

/** How many rows have each class, of those that occur. */
final class ClassSizes {
  private static final long MOST = Long.MAX_VALUE / SerialReader.MOST;

  private final Map<Integer, Long> sizes = new TreeMap<>();

  void add(int label) {
    sizes.merge(label, 1L, Long::sum);
  }

  void merge(ClassSizes other) {
    other.sizes.forEach((label, size) -> sizes.merge(label, size, Long::sum));
  }

  long samples() {
    return sizes.values().stream().mapToLong(size -> size).sum();
  }

  /** Classes that occur, ascending. */
  int[] classes() {
    return sizes.keySet().stream().mapToInt(label -> label).toArray();
  }

  void write(SerialWriter out) {
    out.count(sizes.size());
    int before = 0;
    for (Map.Entry<Integer, Long> entry : sizes.entrySet()) {
      out.count(entry.getKey() - before).count(entry.getValue());
      before = entry.getKey();
    }
  }

  static ClassSizes read(SerialReader in) {
    ClassSizes read = new ClassSizes();
    int count = in.length("classes that occur", 2);
    int label = 0;
    long left = MOST;
    for (int i = 0; i < count; i++) {
      label += in.size("step to a class", i == 0 ? 0 : 1, Integer.MAX_VALUE - label);
      long size = in.count("rows of a class", 1, left);
      left -= size;
      read.sizes.put(label, size);
    }
    return read;
  }
}
