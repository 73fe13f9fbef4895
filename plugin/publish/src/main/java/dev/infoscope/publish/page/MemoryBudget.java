// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import java.util.Collection;
import java.util.Comparator;

/**
 * How many bytes all runs of a page may take together, their frames and matrices, whoever reads
 * them. Who publishes calls {@link #fit} after each report; then the runs that take most are
 * thinned until all fit. Clients take none: they read from what is kept.
 */
final class MemoryBudget {
  private static final long MOST = 48_000_000;
  private static final int SHARE_OF_HEAP = 8;
  private static final int REPORTS = 8; // that must fit

  private final long bytes;

  MemoryBudget(long bytes) {
    this.bytes = bytes;
  }

  /** 48 MB, or an eighth of the heap if that is less. */
  static MemoryBudget ofHeap() {
    return new MemoryBudget(Math.min(MOST, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
  }

  /** How large one report may be. */
  long largest() {
    return bytes / REPORTS;
  }

  void fit(Collection<Channel> all) {
    boolean thinner = true;
    while (thinner && all.stream().mapToLong(Channel::size).sum() > bytes) {
      thinner =
          all.stream()
              .max(Comparator.comparingLong(Channel::size))
              .filter(Channel::thin)
              .isPresent();
    }
  }
}
