// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.gradient;

import dev.infoscope.discrete.Activations;
import dev.infoscope.dl4j.autodiff.GradientGraph;
import dev.infoscope.dl4j.autodiff.PassBuffers;
import dev.infoscope.dl4j.read.Predictions;
import dev.infoscope.network.ConductancePlan;
import dev.infoscope.network.Conductances;
import dev.infoscope.network.LayerConductance;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Whose logit F is, per example, and how F changes from the baseline to the input. */
final class PathTargets {
  private final GradientGraph graph;
  private final ConductancePlan plan;
  private final Predictions rules;
  private final int[] labels;
  private final int[] targets;
  private final double[] change;
  private String towards = "";

  /**
   * No target chosen yet.
   *
   * @param graph that computes the logits
   * @param plan whose target it is
   * @param rules by which outputs say classes
   * @param labels class of every example of the probe
   */
  PathTargets(GradientGraph graph, ConductancePlan plan, Predictions rules, int... labels) {
    this.graph = graph;
    this.plan = plan;
    this.rules = rules;
    this.labels = labels;
    targets = new int[plan.rows().length];
    change = new double[plan.rows().length];
    Arrays.fill(change, Double.NaN);
  }

  /** Chooses the targets of a batch, the first of whose examples is given, and takes down F. */
  Logit choose(PathBatch batch, int first) {
    return PassBuffers.use(() -> chosen(batch, first));
  }

  private Logit chosen(PathBatch batch, int first) {
    List<INDArray> logits = batch.values(graph, 1).logits(graph);
    Logit logit = Logit.of(graph, logits, rules);
    logit.requireClasses(plan.target());
    towards = logit.isValue() ? "the output" : plan.target().inWords();
    int[] predicted = logit.predicted(logits);
    for (int i = 0; i < predicted.length; i++) {
      int target = target(predicted[i], labels[plan.rows()[first + i]]);
      Require.that(
          target < logit.classes(),
          "target (%d) must be below %d, the number of classes the network tells apart",
          target,
          logit.classes());
      targets[first + i] = target;
    }
    double[] f = logit.values(logits, classes(batch, first));
    System.arraycopy(f, 0, change, first, f.length);
    return logit;
  }

  private int target(int predicted, int label) {
    return switch (plan.target().kind()) {
      case PREDICTED -> predicted;
      case LABEL -> label;
      case CLASS -> plan.target().index();
    };
  }

  /** Targets of a batch. */
  int[] classes(PathBatch batch, int first) {
    return Arrays.copyOfRange(targets, first, first + batch.rows());
  }

  /** Takes F at the baselines from F at the inputs. */
  void subtractBaseline(PathBatch batch, int first, Logit logit) {
    PassBuffers.run(
        () -> {
          double[] f = logit.values(batch.values(graph, 0).logits(graph), classes(batch, first));
          for (int i = 0; i < f.length; i++) {
            change[first + i] -= f[i];
          }
        });
  }

  /** In words, as in {@code the predicted class}; empty where no target was chosen. */
  String towards() {
    return towards;
  }

  /** F at the input less F at the baseline; {@code NaN} where the rule has no path. */
  double change(int example) {
    return change[example];
  }

  /** What was found of the layers, with these targets. */
  Conductances conductances(List<LayerConductance> layers, @Nullable Activations inputs) {
    int[] led = plan.rule().isPath() ? targets : null;
    return new Conductances(layers, led, towards, change, inputs, "");
  }
}
