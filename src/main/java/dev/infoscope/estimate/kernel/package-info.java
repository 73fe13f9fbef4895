// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Mutual information from the distances between all pairs of rows: bounds with noise, and Renyi
 * entropy of a kernel matrix.
 *
 * <pre>{@code
 * activations, labels -> CenteredTiles, LabelGroups
 *   PairwiseDistance   DistanceTiles -> NegativeExp -> BoundSums      --+
 *     narrow layers    NarrowLayer: SingleSquares -> SingleExp        --+--> Bound -> PairwiseBounds
 *                                   -> PatternSums (LabelPatterns)      |
 *   PairwiseCentres    DistanceTiles -> NegativeExp -> CentreSums     --+
 *   MatrixRenyi        DistanceTiles -> entropies of kernel matrices
 * }</pre>
 *
 * <p>Over 25 files, because all of them share tiles, distances and label groups, and the loops that
 * the compiler vectorises are small classes: split, most of these would have to be public.
 */
@NullMarked
package dev.infoscope.estimate.kernel;

import org.jspecify.annotations.NullMarked;
