// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.flow;

import dev.infoscope.measure.flow.FlowGraph;
import dev.infoscope.measure.flow.LinkMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.jgrapht.Graph;
import org.jgrapht.alg.scoring.BetweennessCentrality;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;

/**
 * What graph theory says of the links; all indexed by layer and unit.
 *
 * <ul>
 *   <li>betweenness, unweighted and directed, not normalised: how many shortest paths go through a
 *       unit. It made the paper's figures; among living units of a layer it is constant, so it
 *       shows which units are dead and nothing else;
 *   <li>by length {@code 1 / bits}: an importance, but lengths of that kind add up to nothing that
 *       has a meaning;
 *   <li>by length {@code -log(bits / largest)}: the shortest path is the one whose product of links
 *       is largest, as in the attribution;
 *   <li>strength: the sum of a unit's links, in and out;
 *   <li>communities by modularity over undirected links ({@link Communities}).
 * </ul>
 *
 * @param graph directed, every link's weight its bits
 * @param betweenness unweighted
 * @param inverse by length 1 / bits
 * @param logarithmic by length -log(bits / largest)
 * @param strength bits
 * @param communities numbers from 0, single units of their own included
 * @param modularity of the communities
 */
@SuppressWarnings("ArrayRecordComponent")
record GraphStatistics(
    Graph<Unit, DefaultWeightedEdge> graph,
    double[][] betweenness,
    double[][] inverse,
    double[][] logarithmic,
    double[][] strength,
    int[][] communities,
    double modularity) {
  private static final double LEAST_LENGTH = 1e-12; // two units must not be at the same place

  static GraphStatistics of(FlowGraph flow, double gamma) {
    List<List<Unit>> units = units(flow);
    double largest = largest(flow);
    Communities communities = Communities.of(flow, gamma);
    return new GraphStatistics(
        weighted(flow, units, (bits, most) -> bits, largest),
        unweighted(flow, units),
        scores(weighted(flow, units, (bits, most) -> 1 / bits, largest), units),
        scores(weighted(flow, units, GraphStatistics::length, largest), units),
        IntStream.range(0, units.size()).mapToObj(flow::strength).toArray(double[][]::new),
        communities.ofUnits(),
        communities.modularity());
  }

  private static double largest(FlowGraph flow) {
    return flow.links().stream()
        .flatMap(links -> flow.strongest(links, 1).stream())
        .mapToDouble(FlowGraph.Link::bits)
        .max()
        .orElse(1);
  }

  private static double length(double bits, double most) {
    return Math.max(LEAST_LENGTH, -Math.log(bits / most));
  }

  private static List<List<Unit>> units(FlowGraph flow) {
    List<List<Unit>> units = new ArrayList<>();
    for (int layer = 0; layer < flow.layers().size(); layer++) {
      List<Unit> own = new ArrayList<>();
      for (int unit : flow.layers().get(layer).units()) {
        own.add(new Unit(layer, flow.layers().get(layer).name(), unit));
      }
      units.add(own);
    }
    return units;
  }

  private static Graph<Unit, DefaultWeightedEdge> weighted(
      FlowGraph flow,
      List<List<Unit>> units,
      ToDoubleBiFunction<Double, Double> length,
      double largest) {
    Graph<Unit, DefaultWeightedEdge> graph =
        new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
    units.forEach(own -> own.forEach(graph::addVertex));
    for (LinkMatrix links : flow.links()) {
      for (int i = 0; i < links.bits().length; i++) {
        for (int j = 0; j < links.bits()[i].length; j++) {
          if (links.weight(i, j) > 0) {
            DefaultWeightedEdge edge =
                graph.addEdge(units.get(links.source()).get(i), units.get(links.target()).get(j));
            graph.setEdgeWeight(edge, length.applyAsDouble(links.weight(i, j), largest));
          }
        }
      }
    }
    return graph;
  }

  /**
   * Links of dead units, and those that were cut, are 0 exactly; all others stay, whatever sign.
   */
  private static double[][] unweighted(FlowGraph flow, List<List<Unit>> units) {
    Graph<Unit, DefaultEdge> graph = new SimpleDirectedGraph<>(DefaultEdge.class);
    units.forEach(own -> own.forEach(graph::addVertex));
    for (LinkMatrix links : flow.links()) {
      for (int i = 0; i < links.bits().length; i++) {
        for (int j = 0; j < links.bits()[i].length; j++) {
          if (links.bits()[i][j] != 0 && !Double.isNaN(links.bits()[i][j])) {
            graph.addEdge(units.get(links.source()).get(i), units.get(links.target()).get(j));
          }
        }
      }
    }
    return scores(graph, units);
  }

  private static <E> double[][] scores(Graph<Unit, E> graph, List<List<Unit>> units) {
    Map<Unit, Double> scores = new BetweennessCentrality<>(graph).getScores();
    double[][] all = new double[units.size()][];
    for (int layer = 0; layer < all.length; layer++) {
      all[layer] = units.get(layer).stream().mapToDouble(scores::get).toArray();
    }
    return all;
  }
}
