// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.Bins;
import dev.infoscope.golden.Generators;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/** Prints what relay information costs; run by hand, the build asserts no times. */
final class RelaySpeed {
  private RelaySpeed() {}

  public static void main(String[] arguments) {
    for (int width : new int[] {20, 64}) {
      Generators.Codes codes = Generators.b3(60_000, width);
      long[] rows = RelayGoldenTest.packed(codes);
      time(
          width + " table",
          15,
          () ->
              new RelayCounts(Bins.above(0.5).forUnits(width), 10, 10)
                  .accept(rows, codes.classes(), codes.outputs())
                  .snapshot());
      RelayTable table =
          new RelayCounts(Bins.above(0.5).forUnits(width), 10, 10)
              .accept(rows, codes.classes(), codes.outputs())
              .snapshot();
      time(
          width + " ten concepts",
          15,
          () -> {
            for (int c = 0; c < 10; c++) {
              table.concept(c);
            }
          });
      time(
          width + " ten paths",
          15,
          () -> {
            for (int c = 0; c < 10; c++) {
              table.concept(c).path();
            }
          });
      time(
          width + " ten unique",
          5,
          () -> {
            for (int c = 0; c < 10; c++) {
              table.concept(c).unique();
            }
          });
      time(width + " all classes", 3, () -> table.allClasses().path());
      if (width == 20) {
        time("subsets", 3, () -> table.concept(0).subsets(1));
        long start = System.nanoTime();
        table.concept(0).subsets(2);
        System.out.println("2 threads wall " + (System.nanoTime() - start) / 1e6);
      }
    }
  }

  private static void time(String name, int repeats, Runnable work) {
    double[] millis = new double[repeats];
    for (int i = -3; i < repeats; i++) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      work.run();
      if (i >= 0) {
        millis[i] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e6;
      }
    }
    Arrays.sort(millis);
    System.out.printf(Locale.ROOT, "%-30s %10.2f ms%n", name, millis[repeats / 2]);
  }
}
