// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.topology;

import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.CapsuleLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocallyConnected1D;
import org.deeplearning4j.nn.conf.layers.LocallyConnected2D;
import org.deeplearning4j.nn.conf.layers.PrimaryCapsules;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;

/** How many units the configuration of a layer promises. */
final class Widths {
  private Widths() {}

  /** The layer's nOut where it is the width of what comes out; 0 where it does not say. */
  static long of(Layer layer) {
    if (layer instanceof FrozenLayer frozen) {
      return of(frozen.getLayer());
    } else if (layer instanceof Bidirectional both) {
      return of(both.getFwd()) * (both.getMode() == Bidirectional.Mode.CONCAT ? 2 : 1);
    } else if (layer instanceof BaseWrapperLayer wrapper) {
      return of(wrapper.getUnderlying());
    } else if (layer instanceof LocallyConnected1D local) {
      return local.getNOut();
    } else if (layer instanceof LocallyConnected2D local) {
      return local.getNOut();
    }
    boolean says =
        layer instanceof BaseRecurrentLayer
            || layer instanceof RnnOutputLayer
            || layer instanceof EmbeddingSequenceLayer
            || layer instanceof ConvolutionLayer && !(layer instanceof DepthwiseConvolution2D);
    return says ? ((FeedForwardLayer) layer).getNOut() : 0;
  }

  /** Whether the layer puts out {@code [examples x capsules x dimensions]}. */
  static boolean isCapsules(Layer layer) {
    return layer instanceof PrimaryCapsules || layer instanceof CapsuleLayer;
  }
}
