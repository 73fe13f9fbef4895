// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.numeric.Mix;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A layer and its class, equally frequent classes.
 *
 * @param kind of the units
 * @param classes C
 * @param units d
 * @param scale s of the class means
 * @param share of log2 C that a layer of normal units with this scale has, about
 * @param truth bits
 * @param error one standard error of it
 */
record LayerTask(
    LayerFamily kind,
    int classes,
    int units,
    double scale,
    double share,
    double truth,
    double error)
    implements AuditTask {

  /** All of them, in the order of {@code layers.csv}. */
  static List<AuditTask> all() {
    return ResourceTable.read("layers.csv").stream().map(LayerTask::of).toList();
  }

  private static AuditTask of(List<String> cells) {
    return new LayerTask(
        LayerFamily.valueOf(cells.get(0).toUpperCase(Locale.ROOT)),
        Integer.parseInt(cells.get(1)),
        Integer.parseInt(cells.get(2)),
        Double.parseDouble(cells.get(4)),
        Double.parseDouble(cells.get(3)),
        Double.parseDouble(cells.get(5)),
        Double.parseDouble(cells.get(6)));
  }

  @Override
  public String family() {
    return kind.label();
  }

  @Override
  public String name() {
    return String.format(
        Locale.ROOT, "%s, %d classes, %d units, %.1f", family(), classes, units, share);
  }

  @Override
  public int others() {
    return classes;
  }

  @Override
  public AuditSample draw(int rows, long seed) {
    ClassMeans means = ClassMeans.of(classes, units);
    SplittableRandom random = new SplittableRandom(Mix.at(seed, 1));
    int[] labels = random.ints(rows, 0, classes).toArray();
    double[] values = new double[rows * units];
    for (int row = 0; row < rows; row++) {
      for (int unit = 0; unit < units; unit++) {
        double mean = kind == LayerFamily.SILENT ? 0 : scale * means.mean(labels[row], unit);
        values[row * units + unit] = kind.value(mean + random.nextGaussian());
      }
    }
    return AuditSample.ofLayer(values, units, labels, classes);
  }
}
