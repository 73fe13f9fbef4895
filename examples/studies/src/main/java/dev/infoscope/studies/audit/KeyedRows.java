// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.PatternCoder;
import dev.infoscope.discrete.PatternCounts;
import dev.infoscope.discrete.PatternKeys;
import dev.infoscope.discrete.PatternTable;
import java.util.Arrays;

/** Rows that were put into bins once, to be counted many times. */
final class KeyedRows {
  private final PatternCoder coder;
  private final PatternKeys keys;
  private final AuditSample sample;

  private KeyedRows(PatternCoder coder, AuditSample sample) {
    this.coder = coder;
    this.sample = sample;
    keys = coder.keys(sample.x());
  }

  static KeyedRows of(AuditSample sample, Bins bins) {
    return new KeyedRows(new PatternCoder(bins, sample.x().units()), sample);
  }

  /** Counts some rows. */
  PatternTable table(int... rows) {
    long[] low = Arrays.stream(rows).mapToLong(row -> keys.low()[row]).toArray();
    boolean one = keys.high().length == 0;
    long[] high =
        Arrays.stream(one ? new int[0] : rows).mapToLong(row -> keys.high()[row]).toArray();
    int[] labels = Arrays.stream(rows).map(row -> sample.labels()[row]).toArray();
    return new PatternCounts(coder, sample.classes(), rows.length)
        .accept(new PatternKeys(low, high), labels)
        .snapshot();
  }
}
