// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.entropy.PlugIn;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.InformationPlane;
import dev.infoscope.measure.plane.PlaneEstimator;
import dev.infoscope.measure.plane.PlanePoint;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.measure.usable.UsableMeasure;
import dev.infoscope.measure.usable.UsableSettings;
import dev.infoscope.numeric.Mix;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * One reading of a layer whose information is known, with settings as somebody might choose them.
 *
 * @param setting of the estimator
 * @param layer what was read
 * @param truth I(T;Y), bits
 * @param bits what was read
 * @param limit a quarter of H(Y), bits
 * @param flagged whether the reading has the flag {@code beyond_audit}
 */
record FlagTrial(
    String setting, String layer, double truth, double bits, double limit, boolean flagged) {
  private static final int[] UNITS = {1, 1, 1, 2, 2, 2, 3, 4, 5, 8, 12, 16, 24, 48, 100, 128, 140};
  private static final int[] ROWS = {150, 200, 300, 500, 900, 1500, 2000, 3000};
  private static final int THOUSANDS = 4; // draws for a truth: it errs by less than 0.02 bits

  /** What reads a sample. */
  private interface Reader {
    FlagTrial read(LayerTask task, AuditSample sample);
  }

  /** The trial of a number; equal seeds make equal trials. */
  static FlagTrial of(long seed, int number) {
    SplittableRandom random = new SplittableRandom(Mix.at(seed, number));
    Reader reader = reader(random);
    int units = UNITS[random.nextInt(UNITS.length)];
    int classes = random.nextInt(2, 12);
    int rows = ROWS[random.nextInt(ROWS.length)];
    LayerTask task = task(random, units, classes);
    AuditSample sample = task.draw(rows, random.nextLong());
    boolean uneven = task.kind() == LayerFamily.SILENT && random.nextBoolean();
    return reader.read(task, uneven ? uneven(sample, random) : sample);
  }

  private static LayerTask task(SplittableRandom random, int units, int classes) {
    LayerFamily[] kinds = LayerFamily.values();
    LayerFamily kind = kinds[random.nextInt(kinds.length)];
    double scale = amount(random, 0.3, 8) / Math.sqrt(units);
    double truth =
        kind == LayerFamily.SILENT
            ? 0
            : new LayerTruth(ClassMeans.of(classes, units), scale, 1).of(kind, THOUSANDS, 1).bits();
    return new LayerTask(kind, classes, units, scale, 0, truth, 0);
  }

  /** Between two ends, all sizes alike. */
  private static double amount(SplittableRandom random, double low, double high) {
    return low * Math.pow(high / low, random.nextDouble());
  }

  /** Labels of which the first class has most. */
  private static AuditSample uneven(AuditSample sample, SplittableRandom random) {
    double share = random.nextDouble(0.5, 0.98);
    int[] labels =
        Arrays.stream(sample.labels())
            .map(label -> random.nextDouble() < share ? 0 : label)
            .toArray();
    return new AuditSample(sample.x(), sample.y(), labels, sample.classes());
  }

  private static Reader reader(SplittableRandom random) {
    int bins = (int) Math.round(amount(random, 2, 1000));
    double half = amount(random, 0.1, 1000);
    double noise = amount(random, 1e-4, 100);
    return switch (random.nextInt(9)) {
      case 0 -> plane(PlaneEstimator.BINNED, Discretizer.dataRange(bins), noise);
      case 1 -> plane(PlaneEstimator.BINNED, Discretizer.fixed(-half, half, bins), noise);
      case 2 -> plane(PlaneEstimator.BINNED, Discretizer.quantile(bins), noise);
      case 3 -> plane(PlaneEstimator.BINNED, Discretizer.floatKeys(bins % 4), noise);
      case 4 -> plane(PlaneEstimator.PAIRWISE, Discretizer.dataRange(30), noise);
      case 5 -> plane(PlaneEstimator.PAIRWISE_LOWER, Discretizer.dataRange(30), noise);
      case 6 -> plane(PlaneEstimator.KSG, Discretizer.dataRange(30), noise);
      case 7 -> plane(PlaneEstimator.RENYI, Discretizer.dataRange(30), noise);
      default -> FlagTrial::usable;
    };
  }

  private static Reader plane(PlaneEstimator estimator, Discretizer rule, double noise) {
    PlaneSettings settings =
        PlaneSettings.defaults()
            .withEstimators(estimator)
            .withQuantizer(rule)
            .withNoise(Noise.relative(noise))
            .withShuffles(0);
    String amount = estimator == PlaneEstimator.BINNED ? rule.toString() : noised(noise);
    return (task, sample) -> {
      List<PlanePoint> points =
          new InformationPlane(settings).points(sample.layer(), sample.snapshot());
      PlanePoint point =
          points.stream().filter(each -> each.estimator() == estimator).findFirst().orElseThrow();
      return of(
          estimator.label() + " " + amount,
          task,
          sample,
          point.label().bits(),
          !point.audit().isEmpty());
    };
  }

  private static String noised(double noise) {
    return String.format(Locale.ROOT, "noise %.3g", noise);
  }

  private static FlagTrial usable(LayerTask task, AuditSample sample) {
    Reading reading =
        UsableMeasure.readings(
                UsableSettings.defaults().withShuffles(0),
                sample.layer().layer(),
                sample.x(),
                sample.labels())
            .get(0);
    return of("usable", task, sample, reading.value(), reading.flags().contains(Flag.BEYOND_AUDIT));
  }

  private static FlagTrial of(
      String setting, LayerTask task, AuditSample sample, double bits, boolean flagged) {
    double labelBits = PlugIn.entropy(Fingerprint.ofLabels(sample.labels(), task.classes()));
    String layer =
        String.format(
            Locale.ROOT,
            "%s, %d rows, scale %.2f, H(Y) %.2f",
            task.name(),
            sample.rows(),
            task.scale(),
            labelBits);
    return new FlagTrial(setting, layer, task.truth(), bits, labelBits / 4, flagged);
  }

  /** Whether the reading is off by more than a quarter of what the label holds. */
  boolean isFarOff() {
    return Math.abs(bits - truth) > limit;
  }

  boolean isMissed() {
    return isFarOff() && !flagged;
  }

  /** The estimator without its amount. */
  String estimator() {
    return setting.replaceFirst(" (noise .*)|:.*", "");
  }

  String words() {
    return String.format(
        Locale.ROOT, "%s: %s: %.2f bits read, %.2f there", setting, layer, bits, truth);
  }
}
