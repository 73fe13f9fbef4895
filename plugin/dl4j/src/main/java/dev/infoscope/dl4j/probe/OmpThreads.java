// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.probe;

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
}
