// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.discrete.Activations;
import dev.infoscope.estimate.neighbours.Ksg;
import dev.infoscope.measure.plane.PlaneEstimator;
import dev.infoscope.numeric.Mix;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Samples of the audit's tasks as files, for estimators of other libraries. */
@Command(
    name = "audit-samples",
    description =
        "Writes samples of the quick audit's tasks as CSV, with what nearest neighbours read here"
            + " and how long it took; src/main/python/peers.py reads them with others.",
    mixinStandardHelpOptions = true)
public final class AuditSamples implements Callable<Integer> {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final double NANOS = 1e-9;
  private static final long SEED = 25;
  private static final int NEIGHBOURS = 3;

  @Option(names = "--out", required = true, description = "Folder for index.csv and the samples.")
  private Path out = Path.of("");

  @Option(names = "--rows", description = "Of each sample (default: 2000).")
  private int rows = 2000;

  @Option(names = "--samples", description = "Of each task (default: 3).")
  private int samples = 3;

  @Option(names = "--only", description = "Only tasks whose name begins so.")
  private String only = "";

  @Override
  public Integer call() throws Exception {
    Files.createDirectories(out);
    List<String> index = new ArrayList<>();
    index.add("file,task,units,labelled,truth,bits,seconds");
    AuditPlan plan = AuditPlan.quick(samples).of(task -> task.name().startsWith(only), rows);
    for (AuditTask task : plan.tasks()) {
      for (int i = 0; i < samples; i++) {
        String file = String.format(Locale.ROOT, "sample-%03d.csv", index.size());
        index.add(write(task, Mix.at(Mix.at(SEED, task.name().hashCode()), i), file));
      }
    }
    Files.write(out.resolve("index.csv"), index);
    return 0;
  }

  private String write(AuditTask task, long seed, String file) throws IOException {
    AuditSample sample = task.draw(rows, seed);
    Files.write(out.resolve(file), lines(sample));
    long start = THREADS.getCurrentThreadCpuTime();
    double bits = bits(sample, seed);
    double seconds = (THREADS.getCurrentThreadCpuTime() - start) * NANOS;
    return String.format(
        Locale.ROOT,
        "%s,\"%s\",%d,%d,%.6f,%.6f,%.6f",
        file,
        task.name(),
        task.units(),
        sample.classes() > 0 ? 1 : 0,
        task.truth(),
        bits,
        seconds);
  }

  private static double bits(AuditSample sample, long seed) {
    return sample.classes() == 0
        ? Ksg.of(NEIGHBOURS).information(sample.x(), sample.y(), 1)
        : PlaneGroup.of(PlaneEstimator.KSG).read(sample, false, seed).get(0).bits();
  }

  /** x, then y, without a line of names. */
  private static List<String> lines(AuditSample sample) {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < sample.rows(); row++) {
      lines.add(cells(sample.x(), row) + "," + cells(sample.y(), row));
    }
    return lines;
  }

  private static String cells(Activations values, int row) {
    double[] one = new double[values.units()];
    values.copy(row, 1, one);
    List<String> cells = new ArrayList<>();
    for (double value : one) {
      cells.add(Double.toString(value));
    }
    return String.join(",", cells);
  }
}
