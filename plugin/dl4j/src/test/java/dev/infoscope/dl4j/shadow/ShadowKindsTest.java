// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.kinds.Kind;
import dev.infoscope.kinds.Kinds;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/** Of every kind of layer the shadow puts out what the network does, to the bit. */
class ShadowKindsTest {
  private static List<Kind> kinds() {
    return Kinds.all();
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
