// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Ablation of hidden layers: curves of accuracy against the number of neurons removed. Below {@link
 * dev.infoscope.measure.neuron} because neurons are ranked by its readings.
 */
@NullMarked
package dev.infoscope.measure.neuron.ablation;

import org.jspecify.annotations.NullMarked;
