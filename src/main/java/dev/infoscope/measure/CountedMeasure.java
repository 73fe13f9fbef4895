// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.discrete.SerialFormException;
import dev.infoscope.network.Snapshot;

/**
 * A measure whose readings follow from counts, so that a snapshot may come in blocks of rows that
 * are counted apart, on other threads or machines, and merged. It takes two passes: a {@link
 * SnapshotScan}, then the counts.
 *
 * <p>The readings are those of {@link #measure(Snapshot)} on all rows at once, bit for bit, while
 * the scan keeps all rows. When it does not, what needs the values of rows together is read from
 * those it keeps, with the flag {@link dev.infoscope.estimate.Flag#SAMPLED}, and bins at quantiles
 * or by 2-means are found from them; all other readings are still those of all rows.
 */
public interface CountedMeasure extends Measure {
  /**
   * Counts to begin with; bins that the measure keeps for a run are found at the first call.
   *
   * @param like any block of the same network; its rows are not looked at
   * @param summary of all rows
   * @return nothing counted yet
   */
  SnapshotCounts counts(Snapshot like, SnapshotSummary summary);

  /**
   * Reads counts.
   *
   * @param summary of all rows
   * @param bytes from {@link SnapshotCounts#toBytes}
   * @return counts equal to those written
   * @throws SerialFormException if the bytes hold none, in one line
   */
  SnapshotCounts counts(SnapshotSummary summary, byte[] bytes);

  /**
   * Takes readings.
   *
   * @param like any block of the same network; its rows are not looked at
   * @param summary of all rows
   * @param counts of all rows
   * @return the findings, as of {@link #measure(Snapshot)}
   * @throws Exception as of {@link #measure(Snapshot)}
   */
  Findings findings(Snapshot like, SnapshotSummary summary, SnapshotCounts counts) throws Exception;
}
