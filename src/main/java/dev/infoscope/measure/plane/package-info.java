// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * The information plane: I(X;T) and I(T;Y) of every layer, by binning and by pairwise distances,
 * each with its shuffled-label null, its ceiling and its flags.
 *
 * <p>More than 25 files, because all estimators, and conductances as activations, give one kind of
 * point, judged and published in one way.
 */
@NullMarked
package dev.infoscope.measure.plane;

import org.jspecify.annotations.NullMarked;
