// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.copy.Kind;
import dev.infoscope.dl4j.copy.Kinds;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.api.Model;
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
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.impl.ActivationRReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * Kinds of layers that keep state between passes: training gives the same bits with and without
 * Infoscope ({@link KindInnocenceIT} has all kinds). Of every kind the shadow puts out what the
 * network does, to the bit.
 */
class KindInnocenceTest {
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

  private static List<Kind> kinds() {
    return Kinds.all();
  }

  private static List<Kind> stateful() {
    return kinds().stream().filter(kind -> STATEFUL.contains(kind.type())).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stateful")
  @Tried(
      value = "a layer that keeps state between passes trains and waits for every snapshot",
      area = Area.TRAINING)
  void watchedSynchronouslyItTrainsAsWithout(Kind kind) {
    Innocence.assertSynchronously(kind);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stateful")
  @Tried(
      value = "a layer that keeps state between passes trains beside the analysis",
      area = Area.TRAINING)
  void watchedFromAnotherThreadItTrainsAsWithout(Kind kind) {
    Innocence.assertFromAnotherThread(kind);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void theShadowPutsOutWhatTheNetworkDoes(Kind kind) {
    Model live = kind.trained();
    MultiDataSet data = kind.data();
    Shadow shadow = Shadow.of(live);
    Probe probe =
        Probe.of(data, kind.classes(), Kind.ROWS, 1); // rows come in another order, one block
    Probe.Block block = probe.blocks().get(0).as(shadow.parameters().dataType());
    Map<Integer, INDArray> seen = shadow.forward(block);
    INDArray[] wanted =
        live instanceof MultiLayerNetwork network
            ? new INDArray[] {network.output(block.features()[0], false)}
            : ((ComputationGraph) live).output(false, block.features());
    for (int i = 0; i < wanted.length; i++) {
      INDArray found = seen.get(shadow.outputs().get(i));
      assertThat(found.shape()).isEqualTo(wanted[i].shape());
      assertThat(found.dup('c').data().asFloat())
          .as("%s", kind)
          .containsExactly(wanted[i].dup('c').data().asFloat());
    }
  }
}
