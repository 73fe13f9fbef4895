// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

/** Estimators of the information plane. Each makes series of its own; they are never mixed. */
public enum PlaneEstimator {
  /** Plug-in on binned patterns of the whole layer (Shwartz-Ziv and Tishby 2017). */
  BINNED("binned"),
  /** Upper pairwise-distance bound with noise (Kolchinsky and Tracey 2017). */
  PAIRWISE("pairwise"),
  /** Lower pairwise-distance bound with noise. */
  PAIRWISE_LOWER("pairwise-lower"),
  /** Nearest neighbours, I(T;Y) only (Gao et al. 2017; Kraskov et al. 2004). */
  KSG("ksg"),
  /** Matrix-based Renyi entropy of order 2 (Sanchez Giraldo et al. 2015). */
  RENYI("renyi");

  private final String label;

  PlaneEstimator(String label) {
    this.label = label;
  }

  /**
   * The value of the label {@code estimator}.
   *
   * @return lower case with hyphens
   */
  public String label() {
    return label;
  }
}
