// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Neuron importance and cumulative ablation (Amjad, Liu and Geiger 2021, arXiv 1804.06679).
 *
 * <pre>{@code
 * activations, labels -> NeuronCounts --snapshot()--> NeuronTable -> LayerNeurons -> Readings
 *  (UnitRule, UnitEdges)                                              (NeuronImportance)
 * activations, labels -> BitColumns --count()--> CodeTable -> ClassInformation (H, I, KLsel)
 *
 * LayerNeurons, weights -> AblationOrder -> AblationTarget -> AblationCurve -> AblationStudy
 *                          (a network that loses unit after unit; DenseAblation)
 * }</pre>
 *
 * <p>Quantities of different layers are not comparable; neither the readings nor the orders mix
 * layers unless asked to.
 */
@NullMarked
package dev.infoscope.measure.neuron;

import org.jspecify.annotations.NullMarked;
