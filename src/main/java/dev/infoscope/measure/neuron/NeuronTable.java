// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

/**
 * What was counted of the neurons of a layer.
 *
 * @param codes how often each code came with each class
 * @param values range, class means and fingerprints of the values
 */
public record NeuronTable(CodeTable codes, UnitValues values) {}
