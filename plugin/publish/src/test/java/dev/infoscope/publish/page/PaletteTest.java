// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether readers who lack one kind of cones can tell the colours of the page apart. */
class PaletteTest {
  private static final double LEAST_DISTANCE = 25;
  private static final double LEAST_CONTRAST = 2.5;

  /**
   * How sight without one kind of cones maps linear RGB. Machado, Oliveira, Fernandes 2009, table
   * 1, severity 1.0, DOI 10.1109/TVCG.2009.113.
   */
  private enum Sight {
    NORMAL(1, 0, 0, 0, 1, 0, 0, 0, 1),
    PROTANOPIA(
        0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116,
        1.051998),
    DEUTERANOPIA(
        0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
    TRITANOPIA(
        1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367,
        0.303900);

    private final double[] matrix;

    Sight(double... matrix) {
      this.matrix = matrix;
    }

    double[] seen(double[] rgb) {
      double[] seen = new double[3];
      for (int i = 0; i < 9; i++) {
        seen[i / 3] += matrix[i] * rgb[i % 3];
      }
      return Arrays.stream(seen).map(each -> Math.min(1, Math.max(0, each))).toArray();
    }
  }

  private static List<String> colours(String name) throws IOException {
    Pattern list = Pattern.compile("const " + name + " = \\[(.*?)]");
    MatchResult found =
        list.matcher(PageFiles.text("palette.js")).results().findFirst().orElseThrow();
    return Pattern.compile("#[0-9A-F]{6}")
        .matcher(found.group(1))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private static double[] linear(String hex) {
    double[] rgb = new double[3];
    for (int i = 0; i < 3; i++) {
      double part = Integer.parseInt(hex.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      rgb[i] = part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
    return rgb;
  }

  /** CIE 1976 L*a*b*, white point D65. */
  private static double[] lab(double[] rgb) {
    double x = warped((0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2]) / 0.95047);
    double y = warped(luminance(rgb));
    double z = warped((0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2]) / 1.08883);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double warped(double share) {
    return share > 0.008856 ? Math.cbrt(share) : 7.787 * share + 16 / 116.0;
  }

  private static double luminance(double[] rgb) {
    return 0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2];
  }

  private static double distance(String one, String other, Sight sight) {
    double[] a = lab(sight.seen(linear(one)));
    double[] b = lab(sight.seen(linear(other)));
    return Math.sqrt(
        Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, #ffffff", "DARK, #1c2126"})
  void everyTwoColoursAreFarApartForEverySight(String name, String card) throws Exception {
    List<String> colours = colours(name);
    assertThat(colours).hasSize(8).doesNotHaveDuplicates();
    for (Sight sight : Sight.values()) {
      double least = Double.MAX_VALUE;
      for (int i = 0; i < colours.size(); i++) {
        for (int j = 0; j < i; j++) {
          double distance = distance(colours.get(i), colours.get(j), sight);
          assertThat(distance)
              .as("%s: %s and %s", sight, colours.get(i), colours.get(j))
              .isGreaterThan(LEAST_DISTANCE);
          least = Math.min(least, distance);
        }
      }
      System.out.printf(Locale.ROOT, "palette %s, %s: least distance %.1f%n", name, sight, least);
    }
    for (String colour : colours) {
      double one = luminance(linear(colour)) + 0.05;
      double other = luminance(linear(card)) + 0.05;
      assertThat(Math.max(one, other) / Math.min(one, other))
          .as("contrast of %s with the card", colour)
          .isGreaterThan(LEAST_CONTRAST);
    }
  }
}
