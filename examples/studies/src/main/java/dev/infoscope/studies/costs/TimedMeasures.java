// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import dev.infoscope.Infoscope;
import dev.infoscope.InfoscopeBuilder;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.causal.CausalMeasure;
import dev.infoscope.measure.causal.CausalSettings;
import dev.infoscope.measure.flow.FlowEstimator;
import dev.infoscope.measure.flow.FlowMeasure;
import dev.infoscope.measure.flow.FlowSettings;
import dev.infoscope.measure.neuron.NeuronImportance;
import dev.infoscope.measure.neuron.NeuronSettings;
import dev.infoscope.measure.neuron.ablation.AblationMeasure;
import dev.infoscope.measure.neuron.ablation.AblationSettings;
import dev.infoscope.measure.plane.ConductancePlane;
import dev.infoscope.measure.plane.ConductanceSettings;
import dev.infoscope.measure.plane.InformationPlane;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.measure.plasticity.PlasticityMeasure;
import dev.infoscope.measure.plasticity.PlasticitySettings;
import dev.infoscope.measure.redundancy.RedundancyMeasure;
import dev.infoscope.measure.redundancy.RedundancySettings;
import dev.infoscope.measure.relay.RelayMeasure;
import dev.infoscope.measure.relay.RelaySettings;
import dev.infoscope.measure.usable.UsableMeasure;
import dev.infoscope.measure.usable.UsableSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The measures whose cost can be read, each at every snapshot. */
final class TimedMeasures {
  static final List<String> ON_BY_DEFAULT =
      List.of(
          "information-plane",
          "causal",
          "neurons",
          "relay",
          "flow",
          "conductance",
          "usable",
          "redundancy",
          "plasticity");

  private static final Map<String, Supplier<Measure>> MEASURES = new LinkedHashMap<>();

  static {
    PlaneSettings plane = PlaneSettings.defaults();
    ConductanceSettings conductance = ConductanceSettings.defaults().withEveryEpochs(1);
    FlowSettings flow = FlowSettings.defaults();
    AblationSettings ablation = AblationSettings.defaults().withEveryEpochs(1);
    MEASURES.put("information-plane", () -> new InformationPlane(plane));
    MEASURES.put("causal", () -> new CausalMeasure(CausalSettings.defaults()));
    MEASURES.put("neurons", () -> new NeuronImportance(NeuronSettings.defaults()));
    MEASURES.put("relay", () -> new RelayMeasure(RelaySettings.defaults()));
    MEASURES.put("flow", () -> new FlowMeasure(flow));
    MEASURES.put("conductance", () -> new ConductancePlane(plane, conductance));
    UsableSettings usable = UsableSettings.defaults().withEveryEpochs(1);
    MEASURES.put("usable", () -> new UsableMeasure(usable));
    MEASURES.put("redundancy", () -> new RedundancyMeasure(RedundancySettings.defaults()));
    MEASURES.put("plasticity", () -> new PlasticityMeasure(PlasticitySettings.defaults()));
    MEASURES.put("flow-ksg", () -> new FlowMeasure(flow.withEstimator(FlowEstimator.ksg())));
    MEASURES.put("ablation", () -> new AblationMeasure(ablation, 0));
  }

  private TimedMeasures() {}

  /** A measure that nothing was read with yet. */
  static TimedMeasure of(String name) {
    Supplier<Measure> measure = MEASURES.get(name);
    if (measure == null) {
      throw new IllegalArgumentException(
          "--measure (" + name + ") must be one of " + MEASURES.keySet());
    }
    return new TimedMeasure(name, measure.get());
  }

  /** These and no others, in the calling thread. */
  static InfoscopeBuilder builder(List<TimedMeasure> timed) {
    InfoscopeBuilder builder =
        Infoscope.builder().without(ON_BY_DEFAULT.toArray(String[]::new)).synchronous();
    timed.forEach(builder::measure);
    return builder;
  }
}
