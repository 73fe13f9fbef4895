// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

/**
 * Standard errors of {@link PairwiseBounds}: every row adds its own term to a mean, and the error
 * is the deviation of these terms over {@code sqrt N}, as if they were independent; N is the number
 * of centres where only some rows are ({@link PairwiseCentres}). The bias is not in it. Errors of
 * lower bounds that were not asked for are {@code NaN}, and so are all of one row.
 *
 * @param inputUpper of {@link PairwiseBounds#inputUpper}, bits
 * @param inputLower of {@link PairwiseBounds#inputLower}, bits
 * @param labelUpper of {@link PairwiseBounds#labelUpper}, bits
 * @param labelLower of {@link PairwiseBounds#labelLower}, bits
 */
public record PairwiseErrors(
    double inputUpper, double inputLower, double labelUpper, double labelLower) {}
