// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.gradient;

import dev.infoscope.dl4j.autodiff.GradientGraph;
import dev.infoscope.dl4j.autodiff.PassBuffers;
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
    double[] nodes = plan.rule().nodes(plan.steps());
    sums.begin();
    for (int i = 0; i < nodes.length; i++) {
      int node = i;
      if (plan.rule() != ConductanceRule.MIDPOINT) {
        PassBuffers.run(() -> accept(node, nodes[node]));
        continue;
      }
      if (node > 0) {
        PassBuffers.run(() -> turn(node - 1, (nodes[node - 1] + nodes[node]) / 2));
      }
      PassBuffers.run(() -> reach(node, nodes[node]));
    }
  }

  /** Values at the end of a step. */
  private void reach(int node, double place) {
    sums.reach(node, first, values(place));
  }

  /** Gradients in the middle of a step. */
  private void turn(int step, double place) {
    sums.turn(step, slopes(values(place)));
  }

  /** Values and gradients at a node. */
  private void accept(int node, double place) {
    NodeValues values = values(place);
    sums.accept(node, first, values, slopes(values), plan.rule().rightShare());
  }

  private NodeValues values(double place) {
    Cancellation.check();
    INDArray[] point = batch.at(place);
    return new NodeValues(
        batch.fromZero() ? graph.forwardAlong(place, point) : graph.forward(point), point);
  }

  private Map<Source, INDArray> slopes(NodeValues values) {
    List<INDArray> logits = graph.logits(values.layers(), values.inputs());
    return graph.backward(logit.gradient(logits, classes), plan.attributes());
  }
}
