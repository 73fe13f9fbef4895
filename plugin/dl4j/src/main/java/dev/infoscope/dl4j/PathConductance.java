// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.dl4j.circuit.Circuit;
import dev.infoscope.dl4j.circuit.NotDifferentiable;
import dev.infoscope.network.ConductancePlan;
import dev.infoscope.network.Conductances;
import dev.infoscope.network.Layer;
import dev.infoscope.numeric.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Conductances of a shadow's layers. The circuit is made when first asked for and kept: it works on
 * the shadow's own parameters.
 */
final class PathConductance {
  private final Shadow shadow;
  private final List<Layer> chosen;
  private @Nullable Circuit circuit;
  private @Nullable String refusal;

  PathConductance(Shadow shadow, List<Layer> chosen) {
    this.shadow = shadow;
    this.chosen = chosen;
  }

  /** Why the network was refused; null if it was not, or not asked yet. */
  @Nullable String refusal() {
    return refusal;
  }

  Conductances of(ConductancePlan plan, List<Probe.Block> blocks, int... labels) {
    for (int row : plan.rows()) {
      Require.that(
          row >= 0 && row < labels.length, "row (%d) must be from 0 to %d", row, labels.length - 1);
    }
    if (refusal != null) {
      return Conductances.refused(refusal);
    }
    Circuit ready;
    try {
      ready = circuit(plan);
    } catch (NotDifferentiable refused) {
      refusal = refused.getMessage();
      return Conductances.refused(refused.getMessage());
    }
    return new PathRun(shadow, ready, chosen, blocks, labels, plan).run();
  }

  /** The Jacobian is a difference, which needs double precision and so a copy of everything. */
  private Circuit circuit(ConductancePlan plan) {
    if (!plan.rule().isPath()) {
      return shadow.circuit(DataType.DOUBLE);
    }
    if (circuit == null) {
      circuit = shadow.circuit(shadow.parameters().dataType());
    }
    return circuit;
  }
}
