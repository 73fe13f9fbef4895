// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.ReportSink;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Prints a line per some epochs as the reports come in, and at the end a picture of the plane.
 * Values marked * are saturated: they say more about the estimator than about the layer.
 */
final class Progress implements ReportSink {
  private static final String[] SHOWN = {"binned", "pairwise"};

  private final PrintStream out;
  private final int epochs;
  private final int every;
  private final long start = System.nanoTime();
  private int firstEpoch;
  private long firstNanos; // what comes before the first report happens only once
  private final NavigableMap<Integer, Double> accuracies = new TreeMap<>();
  private final List<EpochReport> history = new ArrayList<>();
  private boolean headed;

  Progress(PrintStream out, int epochs, int every) {
    this.out = out;
    this.epochs = epochs;
    this.every = every;
  }

  boolean isDue(int epoch) {
    return epoch == 1 || epoch % every == 0 || epoch == epochs;
  }

  void welcome(Optional<URI> uri) {
    uri.ifPresentOrElse(
        base -> out.printf(Locale.ROOT, "page     %s%nmetrics  %smetrics%n%n", base, base),
        () -> out.printf(Locale.ROOT, "metrics  none: the port is in use; training goes on%n%n"));
  }

  /** Remembers how well the network does; the line is printed as soon as its report is there. */
  synchronized void accuracy(int epoch, double accuracy) {
    accuracies.put(epoch, accuracy);
    printReady();
  }

  @Override
  public synchronized void publish(EpochReport report) {
    if (history.isEmpty()) {
      firstEpoch = report.moment().epoch();
      firstNanos = System.nanoTime();
    }
    history.add(report);
    printReady();
  }

  /** A report that was skipped leaves its epoch to the next one. */
  private void printReady() {
    if (history.isEmpty()) {
      return;
    }
    EpochReport report = history.get(history.size() - 1);
    Map.Entry<Integer, Double> known = accuracies.floorEntry(report.moment().epoch());
    if (known != null) {
      accuracies.headMap(known.getKey(), true).clear();
      print(report, known.getValue());
    }
  }

  private void print(EpochReport report, double accuracy) {
    Set<String> layers = layers(report);
    if (!headed) {
      headed = true;
      out.printf(Locale.ROOT, "%-9s %7s %8s  %-9s", "epoch", "score", "accuracy", "estimator");
      layers.forEach(layer -> out.printf(Locale.ROOT, " %13s", layer));
      out.printf(Locale.ROOT, " %9s%n%37s  I(X;T) / I(T;Y) in bits, * saturated%n", "left", "");
    }
    int epoch = report.moment().epoch();
    String head = format("%4d/%-4d %7.4f %8.4f ", epoch, epochs, report.moment().score(), accuracy);
    String tail = epoch > firstEpoch ? left(epoch) : "";
    for (String estimator : SHOWN) {
      out.printf(Locale.ROOT, "%s %-9s", head, estimator);
      layers.forEach(layer -> out.print(" " + cell(report, layer, estimator)));
      out.println(tail);
      head = " ".repeat(head.length());
      tail = "";
    }
  }

  private String left(int epoch) {
    long perEpoch = (System.nanoTime() - firstNanos) / (epoch - firstEpoch);
    Duration left = Duration.ofNanos(perEpoch * (epochs - epoch));
    return format(" %6d:%02d", left.toMinutes(), left.toSecondsPart());
  }

  private static String cell(EpochReport report, String layer, String estimator) {
    Reading input = reading(report, PlaneMetrics.INPUT, layer, estimator);
    Reading label = reading(report, PlaneMetrics.LABEL, layer, estimator);
    return format("%7s/%5s", value(input), value(label));
  }

  private static String value(@Nullable Reading reading) {
    if (reading == null) {
      return "-";
    }
    return format("%.2f%s", reading.value(), reading.flags().contains(Flag.SATURATED) ? "*" : "");
  }

  private static @Nullable Reading reading(
      EpochReport report, Metric metric, String layer, String estimator) {
    for (Reading reading : report.readings()) {
      if (reading.metric().equals(metric)
          && reading.layer() != null
          && reading.layer().name().equals(layer)
          && estimator.equals(reading.labels().get("estimator"))) {
        return reading;
      }
    }
    return null;
  }

  private static Set<String> layers(EpochReport report) {
    Set<String> layers = new LinkedHashSet<>();
    for (Reading reading : report.readings()) {
      if (reading.layer() != null) {
        layers.add(reading.layer().name());
      }
    }
    return layers;
  }

  /** Prints the plane that the run has drawn, and writes it as a figure where one is wanted. */
  synchronized void farewell(@Nullable Path figure) throws IOException {
    if (history.isEmpty()) {
      return;
    }
    List<Trajectories> planes = new ArrayList<>();
    for (String estimator : SHOWN) {
      planes.add(Trajectories.of(history, estimator));
    }
    out.println();
    out.print(PlanePicture.of(planes.get(planes.size() - 1)));
    out.println();
    out.print(CausalTable.of(history.get(0), history.get(history.size() - 1)));
    out.println();
    out.println(
        format(
            "%d snapshots analysed in %.1f s", history.size(), (System.nanoTime() - start) / 1e9));
    if (figure != null) {
      Files.writeString(figure, PlaneFigure.of("Information plane", planes));
    }
  }

  private static String format(String template, Object... values) {
    return String.format(Locale.ROOT, template, values);
  }
}
