// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.numeric.Bits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Computes the true information of all layer tasks; the file is kept among the sources. */
@Command(
    name = "audit-truths",
    description = "Writes the true information of the audit's layer tasks, by averaging.",
    mixinStandardHelpOptions = true)
public final class LayerTruths implements Callable<Integer> {
  static final int[] CLASSES = {2, 10};
  static final int[] UNITS = {1, 2, 16, 128};
  static final double[] SHARES = {0.2, 0.5, 0.9};

  /** Draws in thousands for the scale, which need not be exact. */
  private static final int FEW = 20;

  private static final long SEED = 7;

  @Option(names = "--out", required = true, description = "File to write, CSV.")
  private Path out = Path.of("");

  @Option(names = "--draws", description = "Draws per task, in thousands (default: 1000).")
  private int thousands = 1000;

  @Option(names = "--workers", description = "Threads (default: 2).")
  private int workers = 2;

  @Override
  public Integer call() throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "# Written by audit-truths: %,d,000 draws each; share is that of log2 of the classes",
            thousands));
    lines.add("family,classes,units,share,scale,true_bits,standard_error");
    for (int classes : CLASSES) {
      for (int units : UNITS) {
        addAll(classes, units, lines);
      }
    }
    Files.write(out, lines);
    return 0;
  }

  private void addAll(int classes, int units, List<String> into) {
    ClassMeans means = ClassMeans.of(classes, units);
    into.add(String.format(Locale.ROOT, "silent,%d,%d,0,0,0,0", classes, units));
    for (double share : SHARES) {
      double bits = share * Bits.log2(classes);
      double scale = LayerTruth.scaleFor(means, bits, FEW, workers);
      for (LayerFamily family : LayerFamily.values()) {
        if (family != LayerFamily.SILENT) {
          into.add(line(family, means, share, scale));
        }
      }
    }
  }

  private String line(LayerFamily family, ClassMeans means, double share, double scale) {
    LayerTruth.Average truth = new LayerTruth(means, scale, SEED).of(family, thousands, workers);
    String line =
        String.format(
            Locale.ROOT,
            "%s,%d,%d,%s,%.4f,%.4f,%.5f",
            family.label(),
            means.classes(),
            means.units(),
            share,
            scale,
            truth.bits(),
            truth.error());
    System.out.println(line);
    return line;
  }
}
