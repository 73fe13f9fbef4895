// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.saved;

import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * A normaliser that DL4J saved with a network: {@code y = (x - shift) / scale * factor + offset},
 * with one shift and scale per feature or channel, or one for all.
 *
 * @param kind as DL4J calls it, such as {@code STANDARDIZE}
 * @param shift what is taken away; a mean, or the smallest value
 * @param scale what is divided by; a deviation, or the distance from smallest to largest value
 * @param factor what is multiplied with
 * @param offset what is added at the end
 * @param labels whether the labels of the training data were normalised too
 */
@SuppressWarnings("ArrayRecordComponent")
public record SavedNormalizer(
    String kind, double[] shift, double[] scale, double factor, double offset, boolean labels) {
  static final String ENTRY = "normalizer.bin";

  private static final double FAR = 3; // deviations, or times a deviation

  /**
   * How many features or channels it knows.
   *
   * @return 1 where all are treated alike
   */
  public int width() {
    return shift.length;
  }

  /**
   * Whether it is the same as another, value by value.
   *
   * @param other of another network
   * @return also false where statistics differ in the last digit
   */
  public boolean isLike(SavedNormalizer other) {
    return kind.equals(other.kind)
        && Arrays.equals(shift, other.shift)
        && Arrays.equals(scale, other.scale)
        && factor == other.factor
        && offset == other.offset;
  }

  private int at(int column, int columns) {
    return (int) ((long) column * shift.length / columns);
  }

  /**
   * Normalises examples.
   *
   * @param values row by row; of images channel by channel
   * @param columns values of one example, a multiple of {@link #width()}
   * @return new values
   * @throws IllegalArgumentException if the columns are no multiple
   */
  public double[] apply(double[] values, int columns) {
    Require.that(
        columns % width() == 0,
        "%d values of an example must be a multiple of the %d that %s knows",
        columns,
        width(),
        ENTRY);
    double[] made = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int at = at(i % columns, columns);
      made[i] = (values[i] - shift[at]) / scale[at] * factor + offset;
    }
    return made;
  }

  /**
   * Whether examples seem to be normalised already: they lie where it puts them, and normalised
   * once more they would lie elsewhere. Where both are so, as for data that lay around 0 from the
   * beginning, it makes no difference, and they do not seem so.
   *
   * @param values as in {@link #apply}
   * @param columns values of one example
   * @return false where it cannot be told
   */
  public boolean seemsApplied(double[] values, int columns) {
    return fits(values, columns) && !fits(apply(values, columns), columns);
  }

  /** Whether most features lie where normalised ones do; what never changes cannot tell. */
  private boolean fits(double[] values, int columns) {
    int rows = values.length / columns;
    int telling = 0;
    int fitting = 0;
    for (int column = 0; column < columns; column++) {
      double[] feature = new double[rows];
      for (int row = 0; row < rows; row++) {
        feature[row] = values[row * columns + column];
      }
      if (rows < 2 || Arrays.stream(feature).anyMatch(x -> x != feature[0])) {
        telling++;
        fitting += kind.contains("STANDARDIZE") ? isStandard(feature) : isWithin(feature);
      }
    }
    return 2 * fitting > telling;
  }

  private static int isStandard(double[] feature) {
    double mean = Arrays.stream(feature).average().orElse(0);
    double squares = Arrays.stream(feature).map(x -> (x - mean) * (x - mean)).average().orElse(0);
    double deviation = Math.sqrt(squares);
    boolean spread = feature.length < 2 || deviation > 1 / FAR && deviation < FAR;
    return Math.abs(mean) < FAR / 2 && spread ? 1 : 0;
  }

  /** Within the target, with room for new examples, and not all in a corner of it. */
  private int isWithin(double[] feature) {
    double low = Arrays.stream(feature).min().orElse(0);
    double high = Arrays.stream(feature).max().orElse(0);
    double room = factor / 2;
    boolean spread = feature.length < 2 || high - low > factor / 8;
    return low >= offset - room && high <= offset + factor + room && spread ? 1 : 0;
  }
}
