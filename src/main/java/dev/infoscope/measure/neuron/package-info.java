// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Neuron importance and cumulative ablation (Amjad, Liu and Geiger 2021, arXiv 1804.06679).
 *
 * <pre>{@code
 * activations, labels -> UnitEdges -> NeuronCounts --snapshot()--> NeuronTable -> LayerNeurons -> Readings
 *                                  \> BitColumns --count()--> CodeTable    (H, I, KLsel per unit)
 *
 * LayerNeurons, weights -> AblationOrders -> AblationTarget -> AblationCurves -> AblationStudy
 *                                            (a network, one of whose layers loses its units)
 * }</pre>
 *
 * <p>Quantities of different layers are not comparable; neither the readings nor the orders mix
 * layers unless asked to.
 */
@NullMarked
package dev.infoscope.measure.neuron;

import org.jspecify.annotations.NullMarked;
