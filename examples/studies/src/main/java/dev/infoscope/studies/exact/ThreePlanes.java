// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.exact;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Range;
import dev.infoscope.estimate.Flag;
import dev.infoscope.examples.Trajectories;
import dev.infoscope.examples.Trajectories.Point;
import dev.infoscope.measure.plane.InformationPlane;
import dev.infoscope.measure.plane.PlanePoint;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Exact information of each layer, and what the two default estimators read of the same values. */
final class ThreePlanes {
  private static final List<String> NAMES = List.of("exact", "binned", "pairwise");

  private final DataSet probe;
  private final int[] labels;
  private final List<Layer> layers = new ArrayList<>();
  private final InformationPlane plane =
      new InformationPlane(PlaneSettings.defaults().withShuffles(0));
  private final Map<String, Map<String, List<Point>>> points = new LinkedHashMap<>();

  ThreePlanes(DataSet probe, MultiLayerConfiguration configuration) {
    this.probe = probe;
    labels = Nd4j.argMax(probe.getLabels(), 1).toIntVector();
    for (int i = 0; i < configuration.getConfs().size(); i++) {
      String name = configuration.getConf(i).getLayer().getLayerName();
      boolean last = i + 1 == configuration.getConfs().size();
      Range range = last ? new Range(0, 1) : name.startsWith("tanh") ? new Range(-1, 1) : null;
      layers.add(new Layer(i, name, "dense", range, ""));
    }
  }

  /** A line per layer. */
  List<String> read(MultiLayerNetwork network, int epoch) {
    List<INDArray> values = network.feedForward(probe.getFeatures(), false);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      boolean last = i + 1 == layers.size();
      INDArray seen = values.get(i + 1);
      lines.add(line(layers.get(i), last ? EightBits.rounded(seen.dup(), 0, 1) : seen, epoch));
    }
    return lines;
  }

  private String line(Layer layer, INDArray values, int epoch) {
    Activations rows =
        Activations.of(values.dup('c').data().asDouble(), Math.toIntExact(values.size(1)));
    ExactInformation exact = ExactInformation.of(rows, labels);
    List<Point> found = new ArrayList<>();
    found.add(new Point(epoch, exact.input(), exact.label(), false));
    plane.points(new LayerSnapshot(layer, rows), snapshot(epoch)).stream()
        .map(point -> point(epoch, point))
        .forEach(found::add);
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%5d %-8s %7d ", epoch, layer.name(), exact.states()));
    for (int i = 0; i < NAMES.size(); i++) {
      Point point = found.get(i);
      keep(NAMES.get(i), layer, point);
      line.append(String.format(Locale.ROOT, " %6.3f / %6.3f", point.input(), point.label()));
    }
    return line.toString();
  }

  private Snapshot snapshot(int epoch) {
    int classes = Math.toIntExact(probe.getLabels().size(1));
    return new Snapshot(new Moment(epoch, 0, Instant.EPOCH, 0), labels, classes, List.of());
  }

  private static Point point(int epoch, PlanePoint read) {
    boolean saturated = read.input().flags().contains(Flag.SATURATED);
    return new Point(epoch, read.input().bits(), read.label().bits(), saturated);
  }

  private void keep(String name, Layer layer, Point point) {
    points
        .computeIfAbsent(name, fresh -> new LinkedHashMap<>())
        .computeIfAbsent(layer.name(), fresh -> new ArrayList<>())
        .add(point);
  }

  /** For each estimator and layer how far it is from the exact values, on the average and most. */
  List<String> differences() {
    List<String> lines = new ArrayList<>();
    for (String name : NAMES.subList(1, NAMES.size())) {
      layers.forEach(layer -> lines.add(difference(name, layer)));
    }
    return lines;
  }

  private String difference(String name, Layer layer) {
    List<Point> exact = of(NAMES.get(0), layer);
    List<Point> own = of(name, layer);
    double input = 0;
    double label = 0;
    double most = 0;
    for (int i = 0; i < own.size(); i++) {
      input += (own.get(i).input() - exact.get(i).input()) / own.size();
      double off = own.get(i).label() - exact.get(i).label();
      label += off / own.size();
      most = Math.abs(off) > Math.abs(most) ? off : most;
    }
    return String.format(
        Locale.ROOT,
        "%-8s %-8s off by I(X;T) %+.3f, I(T;Y) %+.3f on the average, %+.3f at most",
        name,
        layer.name(),
        input,
        label,
        most);
  }

  private List<Point> of(String name, Layer layer) {
    return points.getOrDefault(name, Map.of()).getOrDefault(layer.name(), List.of());
  }

  /** For a figure, one panel each. */
  List<Trajectories> all() {
    return NAMES.stream()
        .map(name -> new Trajectories(name, points.getOrDefault(name, Map.of())))
        .toList();
  }
}
