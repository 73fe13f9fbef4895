// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.gradient;

import dev.infoscope.dl4j.autodiff.GradientGraph;
import dev.infoscope.dl4j.autodiff.PassBuffers;
import dev.infoscope.dl4j.probe.Blocks;
import dev.infoscope.network.ConductancePlan;
import dev.infoscope.network.ConductanceRule;
import dev.infoscope.network.Source;
import dev.infoscope.numeric.Cancellation;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A batch on its way from the baselines to the inputs, node by node, all layers at once. */
final class PathWalk {
  private final GradientGraph graph;
  private final ConductancePlan plan;
  private final PathSums sums;
  private final PathBatch batch;
  private final int first;
  private final Logit logit;
  private final int[] classes;

  /**
   * A walk that has not begun.
   *
   * @param graph that has begun with the batch
   * @param plan rule and steps
   * @param sums that are added to
   * @param batch inputs and baselines
   * @param first index of the batch's first example
   * @param logit whose gradients are taken
   * @param classes of the batch's examples, by which the logit is chosen
   */
  PathWalk(
      GradientGraph graph,
      ConductancePlan plan,
      PathSums sums,
      PathBatch batch,
      int first,
      Logit logit,
      int... classes) {
    this.graph = graph;
    this.plan = plan;
    this.sums = sums;
    this.batch = batch;
    this.first = first;
    this.logit = logit;
    this.classes = classes;
  }

  /** Adds all steps to the sums. */
  void follow() {
    List<INDArray> seeds = logit.gradient(batch.type(), classes);
    try {
      follow(seeds);
    } finally {
      Blocks.close(seeds, List.of());
    }
  }

  private void follow(List<INDArray> seeds) {
    double[] nodes = plan.rule().nodes(plan.steps());
    sums.begin();
    for (int i = 0; i < nodes.length; i++) {
      int node = i;
      if (plan.rule() != ConductanceRule.MIDPOINT) {
        PassBuffers.run(() -> accept(node, nodes[node], seeds));
        continue;
      }
      if (node > 0) {
        PassBuffers.run(() -> turn(node - 1, (nodes[node - 1] + nodes[node]) / 2, seeds));
      }
      PassBuffers.run(() -> reach(node, nodes[node]));
    }
  }

  /** Values at the end of a step. */
  private void reach(int node, double place) {
    sums.reach(node, first, values(place));
  }

  /** Gradients in the middle of a step. */
  private void turn(int step, double place, List<INDArray> seeds) {
    sums.turn(step, slopes(values(place), seeds));
  }

  /** Values and gradients at a node. */
  private void accept(int node, double place, List<INDArray> seeds) {
    NodeValues values = values(place);
    sums.accept(node, first, values, slopes(values, seeds), plan.rule().rightShare());
  }

  private NodeValues values(double place) {
    Cancellation.check();
    return batch.values(graph, place);
  }

  /** The graph remembers the logits, of which it goes back. */
  private Map<Source, INDArray> slopes(NodeValues values, List<INDArray> seeds) {
    values.logits(graph);
    return graph.backward(seeds, plan.attributes());
  }
}
