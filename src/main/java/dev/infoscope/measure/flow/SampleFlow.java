// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.estimate.chance.Chances;
import dev.infoscope.estimate.neighbours.PairwiseKsg;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * The flow of single examples: every link's share of one example in its information (equation 6 of
 * the paper), and their products along paths (equation 4), which for images make a map of pixels.
 *
 * <p>Shares have both signs, and the product of two negative ones is positive, so the sign of a map
 * through several layers has no clean meaning. Nearest neighbours only.
 *
 * @param estimator the released or the printed convention
 * @param seed of the jitter
 */
public record SampleFlow(FlowEstimator estimator, long seed) {
  /**
   * Checks the estimator.
   *
   * @throws IllegalArgumentException if it is binned
   */
  public SampleFlow {
    Require.that(
        estimator.kind() != FlowEstimator.Kind.BINNED,
        "shares of examples need ksg, not %s",
        estimator);
  }

  /**
   * Attribution of chosen examples. All examples enter the estimates.
   *
   * @param network values and sources
   * @param examples which rows
   * @param from position of a stage, usually an input
   * @param to position of a later stage, usually the output
   * @return per example {@code [units of from][units of to]}
   * @throws IllegalArgumentException if a row is not there or {@code from} is not before {@code to}
   */
  public List<double[][]> attributions(FlowNetwork network, int[] examples, int from, int to) {
    return graphs(network, examples).stream().map(graph -> graph.attribution(from, to)).toList();
  }

  /**
   * The graph of each chosen example.
   *
   * @param network values and sources
   * @param examples which rows
   * @return one per example; links are shares of that example, bits
   * @throws IllegalArgumentException if a row is not there
   */
  public List<FlowGraph> graphs(FlowNetwork network, int... examples) {
    requireInside(network.examples(), examples);
    List<PreparedLayer> ready = new ArrayList<>();
    List<FlowGraph.Nodes> nodes = new ArrayList<>();
    List<List<LinkMatrix>> links = new ArrayList<>();
    for (int i = 0; i < examples.length; i++) {
      links.add(new ArrayList<>());
    }
    List<int[]> units = network.allUnits();
    for (int i = 0; i < units.size(); i++) {
      FlowNetwork.Stage stage = network.stages().get(i);
      LayerColumns columns = LayerColumns.of(stage.values(), units.get(i));
      ready.add(PreparedLayer.of(columns, estimator, seed, i));
      nodes.add(nodes(stage.name(), units.get(i), columns.moves()));
      for (int source : stage.sources()) {
        add(links, ready.get(source), source, ready.get(i), i, examples);
      }
    }
    return links.stream().map(each -> new FlowGraph(nodes, each)).toList();
  }

  private static void requireInside(int all, int... examples) {
    for (int example : examples) {
      Require.that(
          example >= 0 && example < all, "example %d must be from 0 to %d", example, all - 1);
    }
  }

  private static FlowGraph.Nodes nodes(String name, int[] units, boolean[] moves) {
    return new FlowGraph.Nodes(name, units, moves, units.length, count(moves));
  }

  private static int count(boolean[] moves) {
    int count = 0;
    for (boolean moving : moves) {
      count += moving ? 1 : 0;
    }
    return count;
  }

  private void add(
      List<List<LinkMatrix>> into,
      PreparedLayer from,
      int source,
      PreparedLayer to,
      int target,
      int[] examples) {
    int rows = LinkEstimates.scalars(from).rows();
    double[][][] shares = new double[examples.length][from.units().length][to.units().length];
    PairwiseKsg ksg = new PairwiseKsg(estimator.neighbours(), estimator.form());
    for (int i = 0; i < from.units().length; i++) {
      for (int j = 0; j < to.units().length; j++) {
        if (from.isFinite(i) && to.isFinite(j) && !(from.isAlive(i) && to.isAlive(j))) {
          continue; // exactly 0
        }
        double[] pair = ksg.pointwise(LinkEstimates.scalars(from), i, LinkEstimates.scalars(to), j);
        for (int k = 0; k < examples.length; k++) {
          shares[k][i][j] = pair[examples[k]];
        }
      }
    }
    for (int k = 0; k < examples.length; k++) {
      into.get(k).add(new LinkMatrix(source, target, shares[k], Chances.NONE, rows));
    }
  }
}
