// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Neuron importance (Amjad, Liu and Geiger 2021, arXiv 1804.06679).
 *
 * <pre>{@code
 * activations, labels -> NeuronCounts --snapshot()--> NeuronTable -> LayerNeurons -> Readings
 *  (Discretizer, Bins)                                    |           (NeuronImportance)
 *                                                         +-> CodeTable -> ClassInformation (H, I, KLsel)
 * }</pre>
 *
 * <p>Quantities of different layers are not comparable; neither the readings nor the orders mix
 * layers unless asked to. What happens without the neurons is in {@code ablation} below.
 *
 * <p>More than 25 files, because counts, orders and the law of permuted labels share one table of
 * codes.
 */
@NullMarked
package dev.infoscope.measure.neuron;

import org.jspecify.annotations.NullMarked;
