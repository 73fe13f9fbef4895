// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleFlowTest {
  private final FlowNetwork network = InformationFlowTest.network(21);
  private final SampleFlow flow = new SampleFlow(FlowEstimator.ksg(), 4);

  @Test
  void sharesOfAllExamplesAverageToTheLink() {
    int[] all = IntStream.range(0, network.examples()).toArray();
    List<FlowGraph> graphs = flow.graphs(network, all);
    FlowGraph mean = InformationFlow.of(FlowEstimator.ksg(), 4).read(network);
    for (int link = 0; link < 2; link++) {
      double[][] expected = mean.links().get(link).bits();
      for (int i = 0; i < expected.length; i++) {
        for (int j = 0; j < expected[i].length; j++) {
          int at = link;
          int from = i;
          int to = j;
          double average =
              graphs.stream()
                  .mapToDouble(graph -> graph.links().get(at).bits()[from][to])
                  .average()
                  .orElseThrow();
          assertThat(average).isCloseTo(expected[i][j], within(1e-11));
        }
      }
    }
  }

  @Test
  void theMapOfAnExampleMultipliesItsOwnShares() {
    FlowGraph graph = flow.graphs(network, 7).get(0);
    double[][] map = flow.attributions(network, new int[] {3, 7}, 0, 2).get(1);
    assertThat(map).isDeepEqualTo(graph.attribution(0, 2));
    double[][] first = graph.links().get(0).bits();
    double[][] second = graph.links().get(1).bits();
    double expected = 0;
    for (int unit = 0; unit < 4; unit++) {
      expected += first[1][unit] * second[unit][0];
    }
    assertThat(map[1][0]).isCloseTo(expected, within(1e-12));
  }

  @Test
  void binsAndRowsThatAreNotThereAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SampleFlow(FlowEstimator.binned(8), 1))
        .withMessageContaining("shares of examples need ksg");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> flow.graphs(network, 400))
        .withMessage("example 400 must be from 0 to 399");
  }
}
