// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.PatternCoder;
import dev.infoscope.discrete.PatternCounts;
import dev.infoscope.discrete.PatternKeys;
import dev.infoscope.discrete.PatternTable;

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
    boolean one = keys.high().length == 0;
    long[] low = new long[rows.length];
    long[] high = new long[one ? 0 : rows.length];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      low[i] = keys.low()[rows[i]];
      labels[i] = sample.labels()[rows[i]];
    }
    for (int i = 0; i < high.length; i++) {
      high[i] = keys.high()[rows[i]];
    }
    return new PatternCounts(coder, sample.classes(), rows.length)
        .accept(new PatternKeys(low, high), labels)
        .snapshot();
  }
}
