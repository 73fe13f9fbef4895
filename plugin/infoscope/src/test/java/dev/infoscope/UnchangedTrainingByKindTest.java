// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import dev.infoscope.kinds.Kind;
import dev.infoscope.kinds.Kinds;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.objdetect.Yolo2OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.deeplearning4j.nn.conf.layers.variational.VariationalAutoencoder;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.impl.ActivationRReLU;

/**
 * Kinds of layers that keep state between passes: training gives the same bits with and without
 * Infoscope ({@link UnchangedTrainingByKindIT} has all kinds).
 */
class UnchangedTrainingByKindTest {
  private static final Set<Class<?>> STATEFUL =
      Set.of(
          LastTimeStep.class,
          Bidirectional.class,
          TimeDistributed.class,
          MaskZeroLayer.class,
          ActivationRReLU.class,
          AttentionVertex.class,
          FrozenVertex.class,
          FrozenLayer.class,
          BatchNormalization.class,
          CenterLossOutputLayer.class,
          PReLULayer.class,
          Yolo2OutputLayer.class,
          VariationalAutoencoder.class,
          DropConnect.class);

  private static List<Kind> stateful() {
    return Kinds.all().stream().filter(kind -> STATEFUL.contains(kind.type())).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stateful")
  @Tried(
      value = "a layer that keeps state between passes trains and waits for every snapshot",
      area = Area.TRAINING)
  void watchedSynchronouslyItTrainsAsWithout(Kind kind) {
    TrainingComparison.assertSynchronously(kind);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stateful")
  @Tried(
      value = "a layer that keeps state between passes trains beside the analysis",
      area = Area.TRAINING)
  void watchedFromAnotherThreadItTrainsAsWithout(Kind kind) {
    TrainingComparison.assertFromAnotherThread(kind);
  }
}
