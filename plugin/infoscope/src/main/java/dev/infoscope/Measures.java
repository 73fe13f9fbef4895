// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import dev.infoscope.dl4j.probe.ClassRule;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.SettingValues;
import dev.infoscope.measure.causal.CausalMeasure;
import dev.infoscope.measure.causal.CausalSettings;
import dev.infoscope.measure.drift.DriftSettings;
import dev.infoscope.measure.flow.FlowMeasure;
import dev.infoscope.measure.flow.FlowSettings;
import dev.infoscope.measure.motion.MotionOfParameters;
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
import dev.infoscope.measure.probe.ProbeScores;
import dev.infoscope.measure.redundancy.RedundancyMeasure;
import dev.infoscope.measure.redundancy.RedundancySettings;
import dev.infoscope.measure.relay.RelayMeasure;
import dev.infoscope.measure.relay.RelaySettings;
import dev.infoscope.measure.usable.UsableMeasure;
import dev.infoscope.measure.usable.UsableSettings;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is measured, and how, as the builder was told. */
final class Measures {
  private static final List<String> BUILT_IN =
      List.of(
          "probe",
          "parameters",
          "information-plane",
          "conductance",
          "causal",
          "neurons",
          "relay",
          "flow",
          "usable",
          "redundancy",
          "plasticity",
          "drift");

  private static final Set<String> ECONOMY =
      Set.of("probe", "information-plane", "drift"); // accuracy is one of the probe's scores

  private Preset preset = Preset.DEFAULT;
  private final Set<String> leftOut = new TreeSet<>(); // by the preset
  private PlaneSettings plane = PlaneSettings.defaults();
  private ConductanceSettings conductance = ConductanceSettings.defaults();
  private CausalSettings causal = CausalSettings.defaults();
  private NeuronSettings neurons = NeuronSettings.defaults();
  private @Nullable AblationSettings ablation;
  private RelaySettings relay = RelaySettings.defaults();
  private FlowSettings flow = FlowSettings.defaults();
  private UsableSettings usable = UsableSettings.defaults();
  private RedundancySettings redundancy = RedundancySettings.defaults();
  private PlasticitySettings plasticity = PlasticitySettings.defaults();
  private DriftSettings drift = DriftSettings.defaults();
  private @Nullable ClassRule predictions;
  private final Set<String> off = new TreeSet<>();
  private final List<Measure> measures = new ArrayList<>();

  void preset(Preset chosen) {
    preset = Require.given("preset", chosen);
    int interval = chosen == Preset.FULL ? 1 : ConductanceSettings.defaults().everyEpochs();
    conductance = conductance.withEveryEpochs(interval);
    usable =
        usable.withEveryEpochs(chosen == Preset.FULL ? 1 : UsableSettings.defaults().everyEpochs());
    leftOut.clear();
    if (chosen == Preset.ECONOMY) {
      leftOut.addAll(BUILT_IN);
      leftOut.removeAll(ECONOMY);
    }
  }

  private Set<String> off() {
    Set<String> all = new TreeSet<>(off);
    all.addAll(leftOut);
    return all;
  }

  void informationPlane(UnaryOperator<PlaneSettings> change) {
    leftOut.remove("information-plane");
    plane = changed("informationPlane", change, plane);
  }

  void conductance(UnaryOperator<ConductanceSettings> change) {
    leftOut.remove("conductance");
    conductance = changed("conductance", change, conductance);
  }

  void causal(UnaryOperator<CausalSettings> change) {
    leftOut.remove("causal");
    causal = changed("causal", change, causal);
  }

  void neurons(UnaryOperator<NeuronSettings> change) {
    leftOut.remove("neurons");
    neurons = changed("neurons", change, neurons);
  }

  void ablation(UnaryOperator<AblationSettings> change) {
    AblationSettings now = ablation == null ? AblationSettings.defaults() : ablation;
    ablation = changed("ablation", change, now);
  }

  void relay(UnaryOperator<RelaySettings> change) {
    leftOut.remove("relay");
    relay = changed("relay", change, relay);
  }

  void flow(UnaryOperator<FlowSettings> change) {
    leftOut.remove("flow");
    flow = changed("flow", change, flow);
  }

  void usable(UnaryOperator<UsableSettings> change) {
    leftOut.remove("usable");
    usable = changed("usable", change, usable);
  }

  void redundancy(UnaryOperator<RedundancySettings> change) {
    leftOut.remove("redundancy");
    redundancy = changed("redundancy", change, redundancy);
  }

  void plasticity(UnaryOperator<PlasticitySettings> change) {
    leftOut.remove("plasticity");
    plasticity = changed("plasticity", change, plasticity);
  }

  void predict(ClassRule rule) {
    predictions = rule;
  }

  void drift(UnaryOperator<DriftSettings> change) {
    leftOut.remove("drift");
    drift = changed("drift", change, drift);
  }

  private static <T> T changed(String name, UnaryOperator<T> change, T settings) {
    return Require.given(name, Require.given(name, change).apply(settings));
  }

  void without(String... names) {
    for (String name : Require.given("without", names)) {
      Require.given("without", name);
      Require.that(BUILT_IN.contains(name), "measure (%s) must be one of %s", name, BUILT_IN);
      off.add(name);
    }
  }

  void measure(Measure measure) {
    Require.given("measure", measure);
    Require.that(measure.name() != null, "name of measure (null) must be given");
    measures.add(measure);
  }

  /** What is measured, in this order; each with the seed of the run. */
  List<Measure> measures(long seed, int plannedEpochs) {
    List<Measure> all = new ArrayList<>();
    all.add(new ProbeScores());
    all.add(new MotionOfParameters());
    all.add(new InformationPlane(plane.withSeed(seed)));
    all.add(new ConductancePlane(plane.withSeed(seed), conductance));
    all.add(new CausalMeasure(causal.withSeed(seed)));
    all.add(new NeuronImportance(neurons.withSeed(seed)));
    if (ablation != null) {
      Require.that(
          ablation.everyEpochs() > 0 || plannedEpochs > 0,
          "ablation at the end of the run needs plannedEpochs, or withEveryEpochs in its place");
      all.add(new AblationMeasure(ablation.withSeed(seed), plannedEpochs));
    }
    all.add(new RelayMeasure(relay.withSeed(seed)));
    all.add(new FlowMeasure(flow.withSeed(seed)));
    all.add(new UsableMeasure(usable.withSeed(seed)));
    all.add(new RedundancyMeasure(redundancy.withSeed(seed)));
    all.add(new PlasticityMeasure(plasticity.withSeed(seed)));
    all.removeIf(measure -> off().contains(measure.name()));
    all.addAll(measures);
    return all;
  }

  /** The rule by which outputs say classes; null for the network's own. */
  @Nullable ClassRule predictions() {
    return predictions;
  }

  /** When a reading counts as drifted; null where drift is switched off. */
  @Nullable DriftSettings drift() {
    return off().contains("drift") ? null : drift;
  }

  /** All settings by name, so that a report says how its readings were obtained. */
  Map<String, Object> settings(List<Measure> measures) {
    Map<String, Object> all = new TreeMap<>();
    measures.forEach(measure -> put(all, measure.name(), measure.settings()));
    if (!off().contains("drift")) {
      put(all, "drift", SettingValues.of(drift));
    }
    if (predictions != null) {
      all.put("predictions", predictions.toString());
    }
    if (!off().isEmpty()) {
      all.put("without", List.copyOf(off()));
    }
    if (preset != Preset.DEFAULT) {
      all.put("preset", preset.name().toLowerCase(Locale.ROOT));
    }
    return all;
  }

  private static void put(Map<String, Object> all, String measure, Map<String, Object> values) {
    values.forEach((name, value) -> all.put(measure + "." + name, value));
  }
}
