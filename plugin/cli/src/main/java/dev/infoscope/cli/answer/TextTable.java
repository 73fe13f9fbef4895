// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** A table for people: columns aligned, texts to the left and numbers to the right. */
public final class TextTable {
  private static final String GAP = "  ";

  private final String[] headings;
  private final int texts;
  private final int[] widths;
  private final List<Line> lines = new ArrayList<>();

  private record Line(String[] cells, boolean marked) {}

  /**
   * An empty table.
   *
   * @param texts how many columns, from the left, hold text
   * @param headings one per column
   */
  public TextTable(int texts, String... headings) {
    this.texts = texts;
    this.headings = headings.clone();
    this.widths = Arrays.stream(headings).mapToInt(String::length).toArray();
  }

  /**
   * A number as it stands in a cell.
   *
   * @param value any
   * @return with four decimals; a dash for {@code NaN}
   */
  public static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }

  /**
   * Adds a line.
   *
   * @param marked whether the line is to be taken with care, and coloured where there are colours
   * @param cells one per column
   */
  public void add(boolean marked, String... cells) {
    for (int i = 0; i < cells.length; i++) {
      widths[i] = Math.max(widths[i], cells[i].length());
    }
    lines.add(new Line(cells.clone(), marked));
  }

  /**
   * Prints the table.
   *
   * @param ansi whether to colour
   * @return lines, each ended
   */
  public String text(Ansi ansi) {
    StringBuilder text = new StringBuilder();
    text.append(styled(ansi, aligned(headings), Style.bold));
    for (Line line : lines) {
      String aligned = aligned(line.cells());
      text.append(
          line.marked()
              ? styled(ansi, aligned, Style.fg_yellow)
              : aligned + String.format(Locale.ROOT, "%n"));
    }
    return text.toString();
  }

  private String aligned(String[] cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String padding = " ".repeat(widths[i] - cells[i].length());
      line.append(i == 0 ? "" : GAP).append(i < texts ? cells[i] + padding : padding + cells[i]);
    }
    return line.toString().stripTrailing();
  }

  private static String styled(Ansi ansi, String line, Style style) {
    return (ansi.enabled() ? Style.on(style) + line + Style.off(style) : line)
        + String.format(Locale.ROOT, "%n");
  }
}
