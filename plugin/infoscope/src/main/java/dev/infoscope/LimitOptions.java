// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import java.time.Duration;

/** What an {@link InfoscopeBuilder} lets you say about what the analysis may cost. */
public sealed interface LimitOptions permits InfoscopeBuilder {
  /**
   * How long {@link Infoscope#close} may take at the most, but for {@link
   * OutputOptions#awaitScrapes}.
   *
   * @param limit above 0; 30 seconds by default
   * @return this builder
   */
  InfoscopeBuilder closeWithin(Duration limit);

  /**
   * The most the analysis may take of one processor. Ten seconds per run are free; after that, a
   * snapshot that overdrew the allowance is followed by a rest, in which all samples but the newest
   * are skipped with reason {@code budget}. Threads of ND4J's own operations do not count.
   *
   * @param share above 0, at most 1, which examines whenever it can; 0.05 by default
   * @return this builder
   */
  InfoscopeBuilder budget(double share);

  /**
   * The same, with another time that is free.
   *
   * @param share above 0, at most 1
   * @param free processor time that may be spent at once; not negative
   * @return this builder
   */
  InfoscopeBuilder budget(double share, Duration free);

  /**
   * The most that all measures together may take for one snapshot. Beyond it they measure a seeded
   * choice of units or examples, flagged {@code sampled}, or are left out by name. Operations are
   * counted, not time. A thousand units, a hundred classes and 2,000 examples are far below.
   *
   * @param operations of about a nanosecond of one core each, above 0; 2e10 by default
   * @return this builder
   */
  InfoscopeBuilder snapshotBudget(double operations);

  /**
   * Lets training wait for each analysis, so that none is skipped. For tests and short runs.
   *
   * @return this builder
   */
  InfoscopeBuilder synchronous();
}
