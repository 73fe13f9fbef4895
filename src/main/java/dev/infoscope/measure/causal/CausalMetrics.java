// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.measure.Metric;
import java.util.List;

/** Metrics of the causal plane. */
public final class CausalMetrics {
  /** S of the causal plane. */
  public static final Metric SENSITIVITY =
      Metric.gauge(
              "infoscope.causal.sensitivity",
              "bits",
              "What single inputs of a layer do to its single outputs while all other inputs are 0, summed")
          .perLayer();

  /** EI of the causal plane. */
  public static final Metric EFFECTIVE_INFORMATION =
      Metric.gauge(
              "infoscope.causal.effective.information",
              "bits",
              "What the inputs of a layer do to its outputs when all of them are varied at random")
          .perLayer("kind");

  /** D of the causal plane. */
  public static final Metric DEGENERACY =
      Metric.gauge(
              "infoscope.causal.degeneracy",
              "bits",
              "Sensitivity less effective information: what inputs lose by acting together; may be negative")
          .perLayer("kind");

  /** phi of the causal plane. */
  public static final Metric INTEGRATED_INFORMATION =
      Metric.gauge(
              "infoscope.causal.integrated.information",
              "bits",
              "Effective information of the layer as a whole less that of its edges; may be negative")
          .perLayer();

  /** EI_parts against what every wide layer has. */
  public static final Metric WIDE_LIMIT_SHARE =
      Metric.gauge(
              "infoscope.causal.wide.limit.share",
              "ratio",
              "Effective information by parts per unit, over the 0.72 bits that any wide layer comes to")
          .perLayer();

  /** S of a block of several layers. */
  public static final Metric BLOCK_SENSITIVITY =
      Metric.gauge(
              "infoscope.causal.block.sensitivity",
              "bits",
              "What single inputs of a block of layers do to its single outputs while all other inputs are 0, summed")
          .perLayer("from");

  /** EI_parts of a block of several layers. */
  public static final Metric BLOCK_INFORMATION =
      Metric.gauge(
              "infoscope.causal.block.effective.information",
              "bits",
              "What single inputs of a block of layers do to its single outputs when all are varied, summed")
          .perLayer("from");

  /** D of a block of several layers. */
  public static final Metric BLOCK_DEGENERACY =
      Metric.gauge(
              "infoscope.causal.block.degeneracy",
              "bits",
              "Sensitivity of a block of layers less its effective information; may be negative")
          .perLayer("from");

  /** How many pairs of a block pass the chi-squared test. */
  public static final Metric BLOCK_CONNECTED =
      Metric.gauge(
              "infoscope.causal.block.connected",
              "ratio",
              "Share of a block's pairs of input and output between which there is information beyond chance")
          .perLayer("from");

  /** EI_parts of every pair of a block; {@code NaN} where it may be chance. */
  public static final Metric BLOCK_PAIRS =
      Metric.matrix(
          "infoscope.causal.block.pairs",
          "bits",
          "What each input of a block of layers does to each output when all are varied",
          "input",
          "unit");

  /** All of them, in the order of the reference. */
  public static final List<Metric> ALL =
      List.of(
          SENSITIVITY,
          EFFECTIVE_INFORMATION,
          DEGENERACY,
          INTEGRATED_INFORMATION,
          WIDE_LIMIT_SHARE,
          BLOCK_SENSITIVITY,
          BLOCK_INFORMATION,
          BLOCK_DEGENERACY,
          BLOCK_CONNECTED,
          BLOCK_PAIRS);

  private CausalMetrics() {}
}
