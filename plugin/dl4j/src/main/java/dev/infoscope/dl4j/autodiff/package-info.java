// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * A network as stages that run forward and backward in inference mode: dropout off, batch-norm
 * statistics frozen. Gives the gradient of logits with respect to what every layer puts out, which
 * DL4J's own backward pass, made for training, does not.
 *
 * <pre>{@code
 * network -> InferenceCopy (built anew without dropout, noise and freezing; parameters shared)
 *         -> Stage per layer or vertex (Stages says which) -> GradientGraph: forward, logits, backward
 * }</pre>
 *
 * <p>More than 25 files, because every kind of layer that needs a pass of its own is a stage in a
 * file of its own.
 */
@NullMarked
package dev.infoscope.dl4j.autodiff;

import org.jspecify.annotations.NullMarked;
