// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.discrete.Activations;
import dev.infoscope.estimate.chance.Chances;
import dev.infoscope.estimate.entropy.PairMemory;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the flow of a network: the information of every two units of layers that feed each other.
 *
 * <p>For a deterministic network a link is finite only because the other inputs act as noise; a
 * unit that copies another reads a number that depends on N and k alone. A pair says nothing of
 * synergy: an exclusive or carries nothing from each of its inputs. Compare at equal N, k and
 * estimator only.
 *
 * @param estimator of every link
 * @param relevance pairs alone, or less redundancy
 * @param shuffles how often rows are shuffled for the null of nearest neighbours, at least 0; bins
 *     have theirs for nothing
 * @param threads at least 1; they change nothing but the time
 * @param seed of jitter and shuffles
 */
public record InformationFlow(
    FlowEstimator estimator, Relevance relevance, int shuffles, int threads, long seed) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public InformationFlow {
    Require.atLeast("shuffles", shuffles, 0);
    Require.atLeast("threads", threads, 1);
  }

  /**
   * Pairs alone, no shuffles, one thread.
   *
   * @param estimator of every link
   * @param seed of the jitter
   * @return the reader
   */
  public static InformationFlow of(FlowEstimator estimator, long seed) {
    return new InformationFlow(estimator, Relevance.PAIR, 0, 1, seed);
  }

  /**
   * Reads all links.
   *
   * @param network values and sources
   * @return all units of all stages
   */
  public FlowGraph read(FlowNetwork network) {
    return read(network, network.allUnits());
  }

  /**
   * Reads the links of some units.
   *
   * @param network values and sources
   * @param units of each stage, ascending
   * @return these units only
   */
  public FlowGraph read(FlowNetwork network, List<int[]> units) {
    List<LayerColumns> columns = new ArrayList<>();
    List<PreparedLayer> ready = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      Activations values = network.stages().get(i).values();
      columns.add(LayerColumns.of(values, units.get(i)));
      ready.add(PreparedLayer.of(columns.get(i), estimator, seed, i));
    }
    return graph(network, columns, ready, new ArrayList<>());
  }

  /**
   * In memory of each list of links, in their order; lists that lack one get it. Links between
   * layers that were prepared before are those of before.
   */
  FlowGraph graph(
      FlowNetwork network,
      List<LayerColumns> columns,
      List<PreparedLayer> ready,
      List<LinkMemory> memory) {
    List<FlowGraph.Nodes> nodes = new ArrayList<>();
    List<LinkMatrix> links = new ArrayList<>();
    for (int i = 0; i < ready.size(); i++) {
      FlowNetwork.Stage stage = network.stages().get(i);
      nodes.add(nodes(stage, columns.get(i).moves(), ready.get(i)));
      for (int source : stage.sources()) {
        if (links.size() == memory.size()) {
          memory.add(new LinkMemory());
        }
        int target = i;
        LinkMemory known = memory.get(links.size());
        links.add(
            known.of(
                ready.get(source),
                ready.get(target),
                pairs -> links(source, target, columns, ready, pairs)));
      }
    }
    return new FlowGraph(nodes, links);
  }

  static FlowGraph.Nodes nodes(FlowNetwork.Stage stage, boolean[] moves, PreparedLayer ready) {
    boolean[] alive = new boolean[ready.units().length];
    for (int i = 0; i < alive.length; i++) {
      alive[i] = ready.isAlive(i);
    }
    int moving = 0;
    for (boolean one : moves) {
      moving += one ? 1 : 0;
    }
    return new FlowGraph.Nodes(stage.name(), ready.units(), alive, stage.values().units(), moving);
  }

  private LinkMatrix links(
      int source,
      int target,
      List<LayerColumns> columns,
      List<PreparedLayer> ready,
      PairMemory memory) {
    LinkEstimates estimates = new LinkEstimates(estimator, threads);
    PreparedLayer from = ready.get(source);
    PreparedLayer to = ready.get(target);
    LinkEstimates.Pairs pairs = estimates.between(from, to, memory);
    Chances chances = pairs.chances();
    if (shuffles > 0 && !chances.isTaken()) {
      LinkNull shuffled = new LinkNull(estimator, shuffles, seed);
      chances = Chances.of(shuffled.pValues(pairs.bits(), from, columns.get(target), target));
    }
    double[][] bits = pairs.bits();
    if (relevance.wholeLayer()) {
      spread(
          bits, estimates.wholeLayer(columns.get(source), columns.get(target), from, to), from, to);
    }
    if (relevance.beta() > 0) {
      subtract(bits, relevance.redundancy(estimates.between(from, from).bits()), from, to);
    }
    return new LinkMatrix(source, target, bits, chances, columns.get(source).columns()[0].length);
  }

  private static void spread(
      double[][] bits, double[] whole, PreparedLayer from, PreparedLayer to) {
    for (int i = 0; i < bits.length; i++) {
      for (int k = 0; k < whole.length; k++) {
        bits[i][k] = from.isAlive(i) && to.isAlive(k) ? whole[k] : bits[i][k];
      }
    }
  }

  /** The links of dead units stay 0. */
  private void subtract(
      double[][] bits, double[] redundancy, PreparedLayer from, PreparedLayer to) {
    for (int i = 0; i < bits.length; i++) {
      for (int k = 0; k < bits[i].length; k++) {
        boolean alive = from.isAlive(i) && to.isAlive(k);
        bits[i][k] -= alive ? relevance.beta() * redundancy[i] : 0;
      }
    }
  }
}
