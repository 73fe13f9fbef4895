// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.shadow;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mask of what a layer puts out.
 *
 * @param mask {@code [examples x steps]}, or {@code [steps * examples x 1]} where steps are
 *     unrolled
 * @param handedOn whether DL4J hands it on with the layer's output, or to an output layer; false
 *     for the mask of an input, which may belong to something else
 */
public record OutputMask(INDArray mask, boolean handedOn) {}
