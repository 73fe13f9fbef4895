// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.measure.flow.FlowGraph;
import dev.infoscope.measure.flow.LinkMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jgrapht.Graph;
import org.jgrapht.alg.clustering.UndirectedModularityMeasurer;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden values: part I, 4.4 of the specification, by networkx 3. */
class GraphStatisticsTest {
  private static FlowGraph.Nodes nodes(String name, int width) {
    int[] units = new int[width];
    Arrays.setAll(units, unit -> unit);
    boolean[] alive = new boolean[width];
    Arrays.fill(alive, true);
    return new FlowGraph.Nodes(name, units, alive, width, width);
  }

  private static FlowGraph chain(double[][]... matrices) {
    List<FlowGraph.Nodes> layers = new ArrayList<>(List.of(nodes("l0", matrices[0].length)));
    List<LinkMatrix> links = new ArrayList<>();
    for (int i = 0; i < matrices.length; i++) {
      layers.add(nodes("l" + (i + 1), matrices[i][0].length));
      links.add(new LinkMatrix(i, i + 1, matrices[i], new double[0][], 10));
    }
    return new FlowGraph(layers, links);
  }

  private static FlowGraph example() {
    return chain(
        new double[][] {{.5, .2, 0}, {.1, .4, 0}, {.3, .3, 0}, {.6, .1, 0}},
        new double[][] {{.7, .2}, {.1, .5}, {0, 0}});
  }

  private static double[][] full(int from, int to, double bits) {
    double[][] matrix = new double[from][to];
    for (double[] row : matrix) {
      Arrays.fill(row, bits);
    }
    return matrix;
  }

  @Test
  void betweennessIsThatOfTheExample() {
    GraphStatistics statistics = GraphStatistics.of(example(), 1);
    assertThat(statistics.betweenness()[1]).containsExactly(4, 4, 0);
    assertThat(statistics.inverse()[1]).containsExactly(5.5, 2.5, 0);
    assertThat(statistics.betweenness()[0]).containsOnly(0);
    assertThat(statistics.strength()[2]).containsExactly(new double[] {.8, .7}, within(1e-12));
  }

  @Test
  void completeLayersGiveTheSizesOfThePapersFigure() {
    GraphStatistics one = GraphStatistics.of(chain(full(4, 3, .2), full(3, 3, .9)), 1);
    assertThat(one.betweenness()[1]).containsExactly(new double[] {4, 4, 4}, within(1e-9));
    GraphStatistics two =
        GraphStatistics.of(chain(full(4, 3, .2), full(3, 3, .9), full(3, 3, .1)), 1);
    assertThat(two.betweenness()[1]).containsExactly(new double[] {8, 8, 8}, within(1e-9));
    assertThat(two.betweenness()[2]).containsExactly(new double[] {7, 7, 7}, within(1e-9));
  }

  @Test
  void theLogarithmicPathIsTheOneOfTheLargestProduct() {
    // 0.9 x 0.2 through the first unit beats 0.4 x 0.4 through the second; 1 / bits says otherwise
    FlowGraph graph = chain(new double[][] {{.9, .4}}, new double[][] {{.2}, {.4}});
    GraphStatistics statistics = GraphStatistics.of(graph, 1);
    assertThat(statistics.logarithmic()[1]).containsExactly(1, 0);
    assertThat(statistics.inverse()[1]).containsExactly(0, 1);
  }

  @Test
  void negativeLinksStayInTheUnweightedGraphOnly() {
    FlowGraph graph = chain(new double[][] {{-.01}}, new double[][] {{.5}});
    GraphStatistics statistics = GraphStatistics.of(graph, 1);
    assertThat(statistics.betweenness()[1]).containsExactly(1);
    assertThat(statistics.inverse()[1]).containsExactly(0);
  }

  @Test
  void modularityIsThatOfTheExample() {
    int[] partition = {0, 1, 0, 0, 0, 1, 2, 0, 1};
    assertThat(Communities.of(example(), 1).modularity(partition)).isCloseTo(0.205, within(5e-4));
    assertThat(Communities.of(example(), 0.5).modularity(partition))
        .isCloseTo(-0.340, within(5e-4));
  }

  @Test
  void theExampleFallsIntoItsTwoCommunities() {
    Communities communities = Communities.of(example(), 1);
    assertThat(communities.ofUnits()[1][2]).as("dead, alone").isNotIn(0, 1);
    assertThat(communities.modularity()).isGreaterThanOrEqualTo(0.205 - 1e-3);
  }

  private static FlowGraph random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] widths = {5, 4, 6, 3};
    double[][][] matrices = new double[3][][];
    for (int i = 0; i < 3; i++) {
      matrices[i] = full(widths[i], widths[i + 1], 0);
      for (double[] row : matrices[i]) {
        Arrays.setAll(row, j -> random.nextInt(3) == 0 ? 0 : random.nextDouble());
      }
    }
    return chain(matrices);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void modularityIsWhatTheLibraryMeasures(long seed) {
    FlowGraph flow = random(seed);
    Communities communities = Communities.of(flow, 1);
    Graph<Integer, DefaultWeightedEdge> graph =
        new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
    int[] first = {0, 5, 9, 15, 18};
    for (int unit = 0; unit < 18; unit++) {
      graph.addVertex(unit);
    }
    for (LinkMatrix links : flow.links()) {
      for (int i = 0; i < links.bits().length; i++) {
        for (int j = 0; j < links.bits()[i].length; j++) {
          if (links.weight(i, j) > 0) {
            graph.setEdgeWeight(
                graph.addEdge(first[links.source()] + i, first[links.target()] + j),
                links.weight(i, j));
          }
        }
      }
    }
    int[] flat = Arrays.stream(communities.ofUnits()).flatMapToInt(Arrays::stream).toArray();
    List<Set<Integer>> sets = new ArrayList<>();
    for (int group = 0; group <= Arrays.stream(flat).max().orElse(0); group++) {
      Set<Integer> members = new HashSet<>();
      for (int unit = 0; unit < flat.length; unit++) {
        if (flat[unit] == group) {
          members.add(unit);
        }
      }
      sets.add(members);
    }
    assertThat(communities.modularity())
        .isCloseTo(new UndirectedModularityMeasurer<>(graph).modularity(sets), within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noSingleUnitWouldBeBetterOffElsewhere(long seed) {
    Communities communities = Communities.of(random(seed), 0.8);
    int[] found = Arrays.stream(communities.ofUnits()).flatMapToInt(Arrays::stream).toArray();
    double most = communities.modularity();
    for (int unit = 0; unit < found.length; unit++) {
      for (int group = 0; group < found.length; group++) {
        int[] other = found.clone();
        other[unit] = group;
        // Merging communities first may leave a little for a single unit to gain.
        assertThat(communities.modularity(other)).isLessThanOrEqualTo(most + 0.05);
      }
    }
  }

  @Test
  void lowerGammaMakesMoreCommunities() {
    FlowGraph flow = random(7);
    assertThat(count(Communities.of(flow, 0.3))).isGreaterThan(count(Communities.of(flow, 1.5)));
  }

  private static long count(Communities communities) {
    return Arrays.stream(communities.ofUnits()).flatMapToInt(Arrays::stream).distinct().count();
  }

  @Test
  void withoutLinksEveryUnitIsAloneAndThereIsNoModularity() {
    Communities communities = Communities.of(chain(full(2, 2, 0)), 1);
    assertThat(count(communities)).isEqualTo(4);
    assertThat(communities.modularity()).isNaN();
  }
}
