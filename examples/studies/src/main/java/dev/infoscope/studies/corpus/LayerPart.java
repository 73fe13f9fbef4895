// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * A layer of a network to be built.
 *
 * @param layer makes it anew
 * @param axes of its output in this place
 */
record LayerPart(Supplier<Layer> layer, Axes axes) {
  /** Simple name of the layer's class. */
  String type() {
    return layer.get().getClass().getSimpleName();
  }
}
