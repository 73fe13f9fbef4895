// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.gradient;

import dev.infoscope.dl4j.autodiff.GradientGraph;
import dev.infoscope.dl4j.autodiff.NotDifferentiable;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.read.Predictions;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.dl4j.symbols.MissingSymbols;
import dev.infoscope.dl4j.symbols.Part;
import dev.infoscope.network.ConductancePlan;
import dev.infoscope.network.Conductances;
import dev.infoscope.network.Layer;
import dev.infoscope.numeric.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conductances of a shadow's layers. The gradient graph is made when first asked for and kept: it
 * works on the shadow's own parameters.
 */
public final class PathConductance {
  private final Shadow shadow;
  private final List<Layer> chosen;
  private final Predictions rules;
  private @Nullable GradientGraph graph;
  private @Nullable String refusal;
  private @Nullable String plans; // why the last plan was refused, where another may not be

  /**
   * Conductances of chosen layers; nothing is computed yet.
   *
   * @param shadow whose parameters are used as they are when asked
   * @param chosen layers to tell about
   * @param rules by which outputs say classes
   */
  public PathConductance(Shadow shadow, List<Layer> chosen, Predictions rules) {
    this.shadow = shadow;
    this.chosen = chosen;
    this.rules = rules;
  }

  /** Conductances will be asked for: what DL4J lacks for them is known before. */
  public void expect() {
    refusal = MissingSymbols.here().reason(Part.GRADIENTS);
  }

  /**
   * Why the network was refused.
   *
   * @return null if it was not, or not asked yet
   */
  public @Nullable String refusal() {
    return refusal == null ? plans : refusal;
  }

  /**
   * Computes conductances.
   *
   * @param plan for which examples and how
   * @param blocks the probe
   * @param labels class of every example of the probe
   * @return per layer; refused with the reason if a layer has no gradient
   * @throws IllegalArgumentException if the plan names an example that is not there
   */
  public Conductances of(ConductancePlan plan, List<Probe.Block> blocks, int... labels) {
    for (int row : plan.rows()) {
      Require.that(
          row >= 0 && row < labels.length, "row (%d) must be from 0 to %d", row, labels.length - 1);
    }
    if (refusal == null && graph == null) {
      expect();
    }
    if (refusal != null) {
      return Conductances.refused(refusal);
    }
    try {
      return new PathRun(shadow, graph(), chosen, blocks, labels, plan, rules).run();
    } catch (NotDifferentiable refused) {
      refusal = String.valueOf(refused.getMessage());
      return Conductances.refused(refusal);
    } catch (RefusedPlan refused) {
      plans = String.valueOf(refused.getMessage());
      return Conductances.refused(plans);
    }
  }

  private GradientGraph graph() {
    if (graph == null) {
      graph = shadow.gradientGraph(shadow.parameters().dataType());
    }
    return graph;
  }
}
