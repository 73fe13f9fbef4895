// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.benchmarks;

import dev.infoscope.numeric.Quantiles;
import dev.infoscope.report.Conditions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Runs the workloads one after the other on one thread and prints a table.
 *
 * <p>Times are CPU times of the working thread, medians after a warm-up, so that other work on the
 * machine disturbs little; the compiler and the collector work on threads of their own and are not
 * counted. Arguments name workloads; none means all.
 */
public final class Benchmarks {
  private static final long WARM_UP_NANOS = 2_000_000_000L;
  private static final long MEASURE_NANOS = 2_000_000_000L;
  private static final int FEWEST = 7;
  private static final int MOST = 10_001;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Benchmarks() {}

  /**
   * Measures and prints.
   *
   * @param arguments names of workloads, as in {@code B2_8}, or THREADS; none for all
   */
  public static void main(String[] arguments) {
    List<String> names = Arrays.asList(arguments);
    String row = "%-34s %10s %8s %8s  %s%n";
    System.out.printf(
        Locale.ROOT, row, "CPU ms, one thread", "ours", "target", "stretch", "peers elsewhere");
    for (Workload workload : Workload.values()) {
      if (names.isEmpty() || names.contains(workload.name())) {
        System.out.printf(
            Locale.ROOT,
            row,
            workload.title(),
            number(median(workload.prepare()), "%.3f"),
            number(workload.target(), "%s"),
            number(workload.stretch(), "%s"),
            workload.peers());
      }
    }
    if (names.isEmpty() || names.contains("THREADS")) {
      ThreadScaling.print(8);
      ThreadScaling.print(30);
    }
    System.out.println(Conditions.of(1).words("seeds fixed in the program"));
  }

  private static String number(double value, String format) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }

  private static double median(Supplier<Object> work) {
    int hash = 0;
    for (long spent = 0; spent < WARM_UP_NANOS; ) {
      long before = cpuTime();
      hash ^= work.get().hashCode();
      spent += Math.max(1, cpuTime() - before);
    }
    double[] millis = new double[MOST];
    int runs = 0;
    for (long spent = 0; runs < FEWEST || spent < MEASURE_NANOS && runs < MOST; runs++) {
      long before = cpuTime();
      hash ^= work.get().hashCode();
      long time = cpuTime() - before;
      spent += time;
      millis[runs] = time / 1e6;
    }
    double median = Quantiles.median(Arrays.copyOf(millis, runs));
    return hash == 0x1F0C0DE ? Double.NaN : median; // so that the work is not left out
  }

  private static long cpuTime() {
    return THREADS.getCurrentThreadCpuTime();
  }
}
