// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

/**
 * What {@link PatternCounts} hands out: the fingerprints of the patterns T of a layer, of the
 * labels Y, and of both together. Every count-based entropy and information, its bias corrections
 * and its shuffled-label null follow from these three.
 *
 * @param patterns how often patterns occur
 * @param joint how often (pattern, label) pairs occur
 * @param labels how often labels occur
 */
public record PatternTable(Fingerprint patterns, Fingerprint joint, Fingerprint labels) {
  /**
   * Number of samples behind the table.
   *
   * @return samples, 0 for an empty table
   */
  public long samples() {
    return patterns.samples();
  }
}
