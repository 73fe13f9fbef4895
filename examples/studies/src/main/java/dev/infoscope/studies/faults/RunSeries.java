// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.faults;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was read in one run, epoch by epoch.
 *
 * @param id name of the run: fault, network, task and seed, with hyphens between
 * @param onset first epoch with the fault; 0 if there is none
 * @param layer that the fault is in; -1 if in none
 * @param series one value per epoch; {@code NaN} where there is none
 */
public record RunSeries(String id, int onset, int layer, SortedMap<SeriesKey, double[]> series) {
  /** Names of the columns, but for those of the epochs. */
  static final String HEADER = "run,onset,fault_layer,quantity,layer";

  private static final int COLUMNS = 5;
  private static final MathContext DIGITS = new MathContext(3);
  private static final MathContext MORE_DIGITS = new MathContext(4); // after a leading 1

  /**
   * Kind of the fault.
   *
   * @return as in {@link FaultKind#label}
   */
  public String fault() {
    return id.split("-")[0];
  }

  /**
   * What was trained.
   *
   * @return as in {@link NetworkKind#label}
   */
  public String network() {
    return id.split("-")[1];
  }

  /**
   * Seed of the run.
   *
   * @return from 1
   */
  public int seed() {
    return Integer.parseInt(id.split("-")[3]);
  }

  /**
   * Length of the run.
   *
   * @return epochs
   */
  public int epochs() {
    return series.isEmpty() ? 0 : series.values().iterator().next().length;
  }

  /**
   * A series.
   *
   * @param quantity as in {@code input}
   * @param of index of the layer
   * @return a value per epoch; null if there is none of this layer
   */
  public double @Nullable [] of(String quantity, int of) {
    return series.get(new SeriesKey(quantity, of));
  }

  /**
   * Layers that have a quantity.
   *
   * @param quantity as in {@code input}
   * @return in rising order; -1 for the network as a whole
   */
  public List<Integer> layers(String quantity) {
    return series.keySet().stream()
        .filter(key -> key.quantity().equals(quantity))
        .map(SeriesKey::layer)
        .toList();
  }

  /** One line per series. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<SeriesKey, double[]> each : series.entrySet()) {
      String values =
          Arrays.stream(each.getValue()).mapToObj(RunSeries::text).collect(Collectors.joining(","));
      SeriesKey key = each.getKey();
      lines.add(
          String.join(
              ",",
              id,
              String.valueOf(onset),
              String.valueOf(layer),
              key.quantity(),
              String.valueOf(key.layer()),
              values));
    }
    return lines;
  }

  /** Exact to 0.25 %, a quarter of the least noise that drift knows, in few characters. */
  private static String text(double value) {
    if (!Double.isFinite(value)) {
      return "NaN";
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal rounded = exact.round(MORE_DIGITS);
    if (!rounded.unscaledValue().abs().toString().startsWith("1")) {
      rounded = exact.round(DIGITS);
    }
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toString();
  }

  /** Of the lines of one run. */
  static RunSeries of(List<String> lines) {
    SortedMap<SeriesKey, double[]> series = new TreeMap<>();
    String[] first = lines.get(0).split(",");
    for (String line : lines) {
      String[] cells = line.split(",");
      double[] values = new double[cells.length - COLUMNS];
      Arrays.setAll(values, i -> Double.parseDouble(cells[COLUMNS + i]));
      series.put(new SeriesKey(cells[3], Integer.parseInt(cells[4])), values);
    }
    return new RunSeries(first[0], Integer.parseInt(first[1]), Integer.parseInt(first[2]), series);
  }
}
