// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.report.EpochReport;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The information plane in characters: a digit per layer, its last place in brackets. */
final class PlanePicture {
  private static final int WIDTH = 76;
  private static final int HEIGHT = 20;

  private record Point(int layer, double input, double label) {}

  private final char[][] cells = new char[HEIGHT][WIDTH];
  private double mostInput;
  private double mostLabel;

  private PlanePicture() {
    for (char[] row : cells) {
      Arrays.fill(row, ' ');
    }
  }

  static String of(List<EpochReport> history, String estimator) {
    PlanePicture picture = new PlanePicture();
    List<List<Point>> moments = history.stream().map(r -> points(r, estimator)).toList();
    for (List<Point> points : moments) {
      for (Point point : points) {
        picture.mostInput = Math.max(picture.mostInput, point.input());
        picture.mostLabel = Math.max(picture.mostLabel, point.label());
      }
    }
    moments.forEach(points -> points.forEach(picture::dot));
    moments.get(moments.size() - 1).forEach(picture::end);
    return picture.text(history, estimator);
  }

  private static List<Point> points(EpochReport report, String estimator) {
    Map<Integer, double[]> places = new TreeMap<>();
    for (Reading reading : report.readings()) {
      boolean input = reading.metric() == Metric.INFORMATION_INPUT;
      if ((input || reading.metric() == Metric.INFORMATION_LABEL)
          && reading.layer() != null
          && estimator.equals(reading.labels().get("estimator"))
          && Double.isFinite(reading.value())) {
        double[] place = places.computeIfAbsent(reading.layer().index(), i -> new double[2]);
        place[input ? 0 : 1] = reading.value();
      }
    }
    return places.entrySet().stream()
        .map(place -> new Point(place.getKey() + 1, place.getValue()[0], place.getValue()[1]))
        .toList();
  }

  private int column(Point point) {
    return scaled(point.input(), mostInput, WIDTH - 3) + 1;
  }

  private int row(Point point) {
    return HEIGHT - 1 - scaled(point.label(), mostLabel, HEIGHT - 1);
  }

  private static int scaled(double value, double most, int steps) {
    return most == 0 ? 0 : (int) Math.round(value / most * steps);
  }

  private void dot(Point point) {
    cells[row(point)][column(point)] = digit(point);
  }

  private void end(Point point) {
    int row = row(point);
    int column = column(point);
    cells[row][column] = digit(point);
    cells[row][column - 1] = '[';
    cells[row][column + 1] = ']';
  }

  private static char digit(Point point) {
    return Character.forDigit(point.layer() % 36, 36);
  }

  private String text(List<EpochReport> history, String estimator) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "I(T;Y), bits   information plane, %s, epochs %d to %d; digit = layer, [ ] = last%n",
            estimator,
            history.get(0).moment().epoch(),
            history.get(history.size() - 1).moment().epoch()));
    for (int row = 0; row < HEIGHT; row++) {
      double label = mostLabel * (HEIGHT - 1 - row) / (HEIGHT - 1);
      String tick =
          row % 5 == 0 || row == HEIGHT - 1 ? String.format(Locale.ROOT, "%5.2f", label) : "     ";
      text.append(tick).append(" |").append(new String(cells[row]).stripTrailing()).append('\n');
    }
    text.append("      +").append("-".repeat(WIDTH)).append('\n');
    text.append(String.format(Locale.ROOT, "       0%" + (WIDTH - 1) + ".2f%n", mostInput));
    text.append(" ".repeat(7 + WIDTH - 13)).append("I(X;T), bits\n");
    return text.toString();
  }
}
