// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Both information planes of a network, by activations and by conductance (Dabounou and Baazzouz
 * 2024).
 */
@NullMarked
package dev.infoscope.studies.conductance;

import org.jspecify.annotations.NullMarked;
