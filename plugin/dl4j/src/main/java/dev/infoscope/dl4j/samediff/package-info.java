// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Graphs of ND4J's SameDiff, read as networks of layers.
 *
 * <pre>
 * SameDiffShadow: a copy of the user's graph, made once
 *   Names        inputs, labels, outputs, losses
 *   LayerChoice  variables that are layers
 *   CutGraph     the copy, cut behind each layer, so that a layer runs from those before it
 *   Recognition  what a layer is in the words of DL4J: dense, convolution, ...
 *   FlatVariables its variables as one vector
 * </pre>
 */
@NullMarked
package dev.infoscope.dl4j.samediff;

import org.jspecify.annotations.NullMarked;
