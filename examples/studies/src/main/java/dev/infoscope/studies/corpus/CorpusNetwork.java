// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import java.util.function.Function;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * A network of the corpus.
 *
 * @param about the layer, vertex or part that it is about
 * @param name tells it from all others
 * @param network makes it anew, initialised, from a seed
 * @param data features, labels and masks for a network
 * @param axes what the dimensions of each layer's output are, by Infoscope's name of the layer
 */
record CorpusNetwork(
    String about,
    String name,
    Supplier<Model> network,
    Function<Model, MultiDataSet> data,
    AxesOf axes) {

  /** What the dimensions of a layer's output are. */
  interface AxesOf {
    /**
     * As the network was built.
     *
     * @param layer name of the layer or vertex
     * @param type its configuration's class
     * @param shape of the output
     * @param examples that were put in
     */
    Axes of(String layer, Class<?> type, long[] shape, int examples);
  }

  @Override
  public String toString() {
    return about + " in " + name;
  }
}
