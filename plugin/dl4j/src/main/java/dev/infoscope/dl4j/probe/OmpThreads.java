// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.probe;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * With how many threads ND4J computes in this process: {@code OMP_NUM_THREADS} where it is set, and
 * otherwise one for each core. The order of its sums depends on it, and with it the last bits of
 * whatever a network trains and puts out.
 */
public final class OmpThreads {
  private OmpThreads() {}

  /**
   * The number of threads.
   *
   * @return at least 1
   */
  public static int count() {
    return Nd4j.getEnvironment().maxThreads();
  }

  /**
   * Whether they are more than the cores, where they wait actively for each other and slow training
   * down, with Infoscope and without.
   *
   * @return a phrase that names both numbers and the cure; null if they are not
   */
  public static @Nullable String excess() {
    return excess(count(), Runtime.getRuntime().availableProcessors());
  }

  static @Nullable String excess(int threads, int cores) {
    return threads <= cores
        ? null
        : String.format(
            Locale.ROOT,
            "ND4J computes with %d threads on %d cores, which slows training: set OMP_NUM_THREADS to"
                + " %d or less",
            threads,
            cores,
            cores);
  }
}
