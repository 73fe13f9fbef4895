// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer or vertex in inference mode. Arrays handed in stay as they are. */
public interface Stage {
  /**
   * What it puts out; remembers what {@link #backward} needs.
   *
   * @param inputs one per source
   * @param rows examples in the batch
   * @return detached; may share its buffer with an input
   */
  INDArray forward(INDArray[] inputs, int rows);

  /**
   * The same of inputs that are a share of some that stay the same until {@link #clear}.
   *
   * @param inputs one per source, already multiplied
   * @param rows examples in the batch
   * @param share what they were multiplied by, from 0 to 1
   * @return the same bits as without knowing the share
   */
  default INDArray forward(INDArray[] inputs, int rows, double share) {
    return forward(inputs, rows);
  }

  /**
   * Gradients with respect to the inputs of the last {@link #forward}; once per forward pass.
   *
   * @param epsilon gradient with respect to the output
   * @return one per source; may share a buffer with {@code epsilon}
   */
  INDArray[] backward(INDArray epsilon);

  /** Forgets the last pass. */
  void clear();
}
