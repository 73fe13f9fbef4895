// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What came of all networks, by type of layer and by what its output's dimensions are. */
final class CorpusTotals {
  /** A line of the table. */
  record Key(String type, Axes axes) {}

  /** What is counted on a line. */
  static final class Line {
    private final Set<String> networks = new TreeSet<>();
    private final Set<String> reasons = new TreeSet<>();
    private int right;
    private int refused;
    private int wrong;

    /** Numbers of one network are left out of the reason. */
    private void refuse(String words) {
      refused++;
      reasons.add(words.replaceAll("\\[[0-9, ]+]", "[...]").replaceAll("\\b\\d+", "n"));
    }

    int networks() {
      return networks.size();
    }

    int right() {
      return right;
    }

    int refused() {
      return refused;
    }

    int wrong() {
      return wrong;
    }

    /** Why layers were refused, without the sizes of the single networks. */
    Set<String> reasons() {
      return reasons;
    }
  }

  private final Map<Key, Line> lines =
      new TreeMap<>(Comparator.comparing(Key::type).thenComparing(Key::axes));
  private final List<String> troubles = new ArrayList<>();
  private final List<String> onlyRead = new ArrayList<>();
  private int networks;
  private int failed;

  /** Counts a network. */
  void add(NetworkVerdict verdict) {
    networks++;
    String name = verdict.entry().toString();
    if (!verdict.untrainable().isEmpty()) {
      onlyRead.add(name);
    }
    for (String failure : verdict.failures()) {
      failed++;
      troubles.add("FAILED " + name + ": " + failure);
    }
    for (NetworkVerdict.OfLayer layer : verdict.layers()) {
      add(name, layer);
    }
  }

  private void add(String name, NetworkVerdict.OfLayer layer) {
    Line line = lines.computeIfAbsent(new Key(layer.type(), layer.axes()), key -> new Line());
    line.networks.add(name);
    switch (layer.kind()) {
      case RIGHT -> line.right++;
      case REFUSED -> line.refuse(layer.words());
      case WRONG -> {
        line.wrong++;
        troubles.add("WRONG " + name + ", layer " + layer.layer() + ": " + layer.words());
      }
    }
  }

  /** By type of layer, then by dimensions. */
  Map<Key, Line> lines() {
    return lines;
  }

  /** Layers read wrongly, and failures, each in words. */
  List<String> troubles() {
    return troubles;
  }

  /** Networks that DL4J runs, but cannot train. */
  List<String> onlyRead() {
    return onlyRead;
  }

  int networks() {
    return networks;
  }

  int failed() {
    return failed;
  }

  int right() {
    return lines.values().stream().mapToInt(Line::right).sum();
  }

  int refused() {
    return lines.values().stream().mapToInt(Line::refused).sum();
  }

  int wrong() {
    return lines.values().stream().mapToInt(Line::wrong).sum();
  }
}
