// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowGraphTest {
  private static final double[][] NONE = {};

  static FlowGraph.Nodes nodes(String name, int width) {
    int[] units = new int[width];
    Arrays.setAll(units, unit -> unit);
    boolean[] alive = new boolean[width];
    Arrays.fill(alive, true);
    return new FlowGraph.Nodes(name, units, alive, width, width);
  }

  /** The example of part I, 4.4 of the specification; the third hidden unit is dead. */
  static FlowGraph example() {
    double[][] first = {{.5, .2, 0}, {.1, .4, 0}, {.3, .3, 0}, {.6, .1, 0}};
    double[][] second = {{.7, .2}, {.1, .5}, {0, 0}};
    return new FlowGraph(
        List.of(nodes("x", 4), nodes("h", 3), nodes("y", 2)),
        List.of(new LinkMatrix(0, 1, first, NONE, 10), new LinkMatrix(1, 2, second, NONE, 10)));
  }

  @Test
  void attributionIsTheSumOverPathsOfProducts() {
    double[][] attribution = example().attribution(0, 2);
    double[][] expected = {{.37, .20}, {.11, .22}, {.24, .21}, {.43, .17}};
    for (int i = 0; i < 4; i++) {
      assertThat(attribution[i]).containsExactly(expected[i], within(1e-12));
    }
    assertThat(example().attribution(1, 2)[0]).containsExactly(.7, .2);
  }

  private static LinkMatrix random(SplittableRandom random, int from, int to, int[] widths) {
    double[][] bits = new double[widths[from]][widths[to]];
    for (double[] row : bits) {
      Arrays.setAll(row, j -> random.nextDouble() * 2 - 0.7); // negative ones too
    }
    return new LinkMatrix(from, to, bits, NONE, 10);
  }

  /** Every path on its own. */
  private static double paths(FlowGraph graph, int layer, int unit, int to, int output) {
    if (layer == to) {
      return unit == output ? 1 : 0;
    }
    double sum = 0;
    for (LinkMatrix matrix : graph.links()) {
      if (matrix.source() == layer && matrix.target() <= to) {
        for (int j = 0; j < matrix.bits()[unit].length; j++) {
          sum += matrix.bits()[unit][j] * paths(graph, matrix.target(), j, to, output);
        }
      }
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void attributionAgreesWithEveryPathOnItsOwn(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] widths = {3, 4, 3, 2};
    List<FlowGraph.Nodes> layers = new ArrayList<>();
    List<LinkMatrix> links = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      layers.add(nodes("layer" + i, widths[i]));
    }
    for (int i = 1; i < widths.length; i++) {
      links.add(random(random, i - 1, i, widths));
    }
    if (seed > 4) { // skip connections
      links.add(random(random, 0, 2, widths));
      links.add(0, random(random, 1, 3, widths));
      links.add(random(random, 0, 3, widths));
    }
    FlowGraph graph = new FlowGraph(layers, links);
    double[][] attribution = graph.attribution(0, 3);
    for (int i = 0; i < widths[0]; i++) {
      for (int k = 0; k < widths[3]; k++) {
        assertThat(attribution[i][k]).isCloseTo(paths(graph, 0, i, 3, k), within(1e-12));
      }
    }
  }

  @Test
  void sharesAddUpToOnePerOutput() {
    double[][] shares = FlowGraph.shares(new double[][] {{1, 0}, {3, 0}});
    assertThat(shares[0][0]).isEqualTo(0.25);
    assertThat(shares[1][0]).isEqualTo(0.75);
    assertThat(shares[0][1]).isNaN();
  }

  @Test
  void theStrongestLinksComeFirstAndDeadOnesNever() {
    FlowGraph graph = example();
    List<FlowGraph.Link> links = graph.strongest(graph.links().get(0), 3);
    assertThat(links).extracting(FlowGraph.Link::bits).containsExactly(.6, .5, .4);
    assertThat(links.get(0).sourceUnit()).isEqualTo(3);
    assertThat(graph.strongest(graph.links().get(1), 99)).hasSize(4);
  }

  @Test
  void strengthIsWhatGoesInAndOut() {
    assertThat(example().strength(1))
        .containsExactly(new double[] {1.5 + 0.9, 1.0 + 0.6, 0}, within(1e-12));
  }

  @Test
  void linksThatDoNotStandOutAreCut() {
    double[][] bits = {{.5, .01}, {.02, Double.NaN}};
    double[][] pValues = {{1e-6, .4}, {.5, Double.NaN}};
    FlowGraph graph =
        new FlowGraph(
            List.of(nodes("x", 2), nodes("y", 2)),
            List.of(new LinkMatrix(0, 1, bits, pValues, 100)));
    double[][] kept = graph.filtered(0.05).links().get(0).bits();
    assertThat(kept[0]).containsExactly(.5, 0);
    assertThat(kept[1]).containsExactly(0, Double.NaN);
    assertThatIllegalStateException()
        .isThrownBy(() -> example().filtered(0.05))
        .withMessage("no null was taken of the links");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LinkMatrix(2, 1, new double[1][1], NONE, 5))
        .withMessage("source (2) must be before target (1)");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new FlowGraph(
                    List.of(nodes("x", 2), nodes("y", 1)),
                    List.of(new LinkMatrix(0, 1, new double[3][1], NONE, 5))))
        .withMessage("links from layer 0 to layer 1 do not suit them");
    assertThatIllegalArgumentException().isThrownBy(() -> example().attribution(2, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> example().position("z"))
        .withMessage("layer (z) must be one of [x, h, y]");
  }
}
