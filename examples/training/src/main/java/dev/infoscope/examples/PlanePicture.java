// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import dev.infoscope.examples.Trajectories.Point;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The information plane in characters: a digit per layer, its last place in brackets. */
final class PlanePicture {
  private static final int WIDTH = 76;
  private static final int HEIGHT = 20;

  private final char[][] cells = new char[HEIGHT][WIDTH];
  private final Trajectories trajectories;
  private final double mostInput;
  private final double mostLabel;

  private PlanePicture(Trajectories trajectories) {
    this.trajectories = trajectories;
    mostInput = trajectories.mostInput();
    mostLabel = trajectories.mostLabel();
    for (char[] row : cells) {
      Arrays.fill(row, ' ');
    }
  }

  static String of(Trajectories trajectories) {
    PlanePicture picture = new PlanePicture(trajectories);
    picture.dots();
    picture.ends();
    return picture.text();
  }

  private void dots() {
    int layer = 0;
    for (List<Point> trajectory : trajectories.layers().values()) {
      char digit = digit(++layer);
      trajectory.forEach(point -> cells[row(point)][column(point)] = digit);
    }
  }

  private void ends() {
    int layer = 0;
    for (List<Point> trajectory : trajectories.layers().values()) {
      Point last = trajectory.get(trajectory.size() - 1);
      cells[row(last)][column(last)] = digit(++layer);
      cells[row(last)][column(last) - 1] = '[';
      cells[row(last)][column(last) + 1] = ']';
    }
  }

  private static char digit(int layer) {
    return Character.forDigit(layer % 36, 36);
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

  private String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "I(T;Y), bits   information plane, %s, epochs %d to %d; digit = layer, [ ] = last%n",
            trajectories.estimator(),
            trajectories.firstEpoch(),
            trajectories.lastEpoch()));
    for (int row = 0; row < HEIGHT; row++) {
      double label = mostLabel * (HEIGHT - 1 - row) / (HEIGHT - 1);
      boolean ticked = row % 5 == 0 || row == HEIGHT - 1;
      text.append(ticked ? String.format(Locale.ROOT, "%5.2f", label) : "     ");
      text.append(" |").append(new String(cells[row]).stripTrailing()).append('\n');
    }
    text.append("      +").append("-".repeat(WIDTH)).append('\n');
    text.append(String.format(Locale.ROOT, "       0%" + (WIDTH - 1) + ".2f%n", mostInput));
    return text.append(" ".repeat(7 + WIDTH - 12)).append("I(X;T), bits\n").toString();
  }
}
