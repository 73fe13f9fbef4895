// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.probe;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The user's data in arrays of which {@link Blocks#rows} are right: ND4J gives no values for later
 * rows of many views, so views are copied once. Until it is closed no workspace of the user's is
 * open, so that what is made of the data outlives them.
 */
final class PlainData implements AutoCloseable {
  private final MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
  private final List<INDArray> copies = new ArrayList<>();
  private final MultiDataSet data;

  /** Copies nothing yet, so that whatever fails later, the user's workspace is open again. */
  PlainData(MultiDataSet data) {
    this.data = data;
  }

  /** Good until this is closed. */
  MultiDataSet set() {
    return new org.nd4j.linalg.dataset.MultiDataSet(
        plain(data.getFeatures()),
        plain(data.getLabels()),
        plain(data.getFeaturesMaskArrays()),
        plain(data.getLabelsMaskArrays()));
  }

  private @Nullable INDArray @Nullable [] plain(@Nullable INDArray @Nullable [] arrays) {
    if (arrays == null) {
      return null;
    }
    @Nullable INDArray[] plain = new INDArray[arrays.length];
    for (int i = 0; i < plain.length; i++) {
      INDArray array = arrays[i];
      boolean asItIs = array == null || array.isEmpty() || Blocks.isPlain(array);
      plain[i] = asItIs ? array : copy(array);
    }
    return plain;
  }

  private INDArray copy(INDArray view) {
    INDArray copy = view.dup('c');
    copies.add(copy);
    return copy;
  }

  /** Frees the copies, and goes back into the user's workspace, if there is one. */
  @Override
  public void close() {
    copies.forEach(Blocks::free);
    outside.close();
  }
}
