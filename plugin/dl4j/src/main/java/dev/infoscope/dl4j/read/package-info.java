// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * What is read from the arrays of a pass: activations of layers as one column per unit, inputs,
 * logits and predicted classes. No {@code INDArray} leaves it.
 */
@NullMarked
package dev.infoscope.dl4j.read;

import org.jspecify.annotations.NullMarked;
