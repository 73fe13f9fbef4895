// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.kinds;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.distribution.serde.LegacyDistributionHelper;
import org.deeplearning4j.nn.conf.layers.Convolution1D;
import org.deeplearning4j.nn.conf.layers.Convolution2D;
import org.deeplearning4j.nn.conf.layers.LearnedSelfAttentionLayer;
import org.deeplearning4j.nn.conf.layers.Pooling1D;
import org.deeplearning4j.nn.conf.layers.Pooling2D;
import org.deeplearning4j.nn.layers.ocnn.OCNNOutputLayer;
import org.nd4j.linalg.learning.config.AdaBelief;

/** Networks for all classes of all families. */
public final class Kinds {
  /** Classes that no network is made of, with the reason. */
  public static final Map<Class<?>, String> LEFT_OUT =
      Map.of(
          LearnedSelfAttentionLayer.class,
          "DL4J 1.0.0-M2.1 cannot run it: its scatter_update fails on every input",
          AdaBelief.class,
          "DL4J 1.0.0-M2.1 cannot train with it: its instantiate() reads beyond an array",
          LegacyDistributionHelper.class,
          "reads old files and turns into another distribution; never part of a configuration",
          OCNNOutputLayer.OCNNLossFunction.class,
          "an inner class that only the layer OCNNOutputLayer makes, which is tried as a layer",
          Convolution1D.class,
          "an alias: its builder makes a Convolution1DLayer, which is tried",
          Convolution2D.class,
          "an alias: its builder makes a ConvolutionLayer, which is tried",
          Pooling1D.class,
          "an alias: its builder makes a Subsampling1DLayer, which is tried",
          Pooling2D.class,
          "an alias: its builder makes a SubsamplingLayer, which is tried");

  private Kinds() {}

  /** All of them, in a fixed order. */
  public static List<Kind> all() {
    return Stream.of(
            LayerKinds.all(), VertexKinds.all(), PreprocessorKinds.all(), PartKinds.all(LEFT_OUT))
        .flatMap(List::stream)
        .sorted(Comparator.comparing(kind -> kind.type().getName() + kind.form()))
        .toList();
  }
}
