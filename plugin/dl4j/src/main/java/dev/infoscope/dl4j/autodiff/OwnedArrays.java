// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Memory of arrays that nobody else has. */
public final class OwnedArrays {
  private OwnedArrays() {}

  /**
   * Closes an array, if it may be: versions of ND4J differ in which results are views of others.
   *
   * @param array that is not needed any more
   */
  public static void free(INDArray array) {
    if (array.closeable()) {
      array.close();
    }
  }
}
