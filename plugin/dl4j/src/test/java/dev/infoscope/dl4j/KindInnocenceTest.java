// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.Infoscope;
import dev.infoscope.InfoscopeBuilder;
import dev.infoscope.dl4j.copy.Kind;
import dev.infoscope.dl4j.copy.Kinds;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * Every class that DL4J's configurations are made of: training gives the same bits with and without
 * Infoscope, and the shadow puts out what the network does, to the bit.
 */
class KindInnocenceTest {
  private static final int EPOCHS = 4;

  private static List<Kind> kinds() {
    return Kinds.all();
  }

  private static InfoscopeBuilder watching(Kind kind, Recorder recorder) {
    return Infoscope.builder()
        .probe(kind.data())
        .labels(kind.classes())
        .without("flow", "conductance", "relay")
        .everyIterations(1)
        .sink(recorder);
  }

  private static void assertInnocent(Kind kind, InfoscopeBuilder builder, Recorder recorder) {
    Kind.Outcome without = kind.train(EPOCHS);
    Kind.Outcome with;
    try (Infoscope scope = builder.build()) {
      with = kind.train(EPOCHS, scope.listener());
    }
    assertThat(with.parameters()).as("%s", kind).containsExactly(without.parameters());
    assertThat(with.updaterState()).containsExactly(without.updaterState());
    assertThat(recorder.lastHealth().failures().values()).as("%s", kind).containsOnly(0L);
    assertThat(recorder.lastHealth().snapshots()).isPositive();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  @Tried(
      value = "training of each of DL4J's layers, vertices and parts waits for every snapshot",
      area = Area.TRAINING)
  void watchedSynchronouslyItTrainsAsWithout(Kind kind) {
    Recorder recorder = new Recorder();
    assertInnocent(kind, watching(kind, recorder).synchronous(), recorder);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  @Tried(
      value = "training of each of DL4J's layers, vertices and parts runs beside the analysis",
      area = Area.TRAINING)
  void watchedFromAnotherThreadItTrainsAsWithout(Kind kind) {
    Recorder recorder = new Recorder();
    assertInnocent(kind, watching(kind, recorder).budget(1), recorder);
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
