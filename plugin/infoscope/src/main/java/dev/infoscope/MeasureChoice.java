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
import dev.infoscope.measure.neuron.NeuronImportance;
import dev.infoscope.measure.neuron.NeuronSettings;
import dev.infoscope.measure.neuron.ablation.AblationMeasure;
import dev.infoscope.measure.neuron.ablation.AblationSettings;
import dev.infoscope.measure.plane.ConductancePlane;
import dev.infoscope.measure.plane.ConductanceSettings;
import dev.infoscope.measure.plane.InformationPlane;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.measure.relay.RelayMeasure;
import dev.infoscope.measure.relay.RelaySettings;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The part of {@link InfoscopeBuilder} that says what is measured, and how. */
abstract sealed class MeasureChoice permits InfoscopeBuilder {
  private static final List<String> BUILT_IN =
      List.of("information-plane", "conductance", "causal", "neurons", "relay", "flow", "drift");

  private PlaneSettings plane = PlaneSettings.defaults();
  private ConductanceSettings conductance = ConductanceSettings.defaults();
  private CausalSettings causal = CausalSettings.defaults();
  private NeuronSettings neurons = NeuronSettings.defaults();
  private @Nullable AblationSettings ablation;
  private RelaySettings relay = RelaySettings.defaults();
  private FlowSettings flow = FlowSettings.defaults();
  private DriftSettings drift = DriftSettings.defaults();
  private @Nullable ClassRule predictions;
  private final Set<String> off = new TreeSet<>();
  private final List<Measure> measures = new ArrayList<>();

  abstract InfoscopeBuilder self();

  /**
   * How the information plane is read: estimators, bins, noise, shuffles.
   *
   * <pre>{@code
   * builder.informationPlane(
   *     plane -> plane.withEstimators(PlaneEstimator.BINNED).withQuantizer(Discretizer.quantile(8)))
   * }</pre>
   *
   * @param change from the defaults to the settings wanted; the seed is the builder's
   * @return this builder
   */
  public InfoscopeBuilder informationPlane(UnaryOperator<PlaneSettings> change) {
    plane = change.apply(plane);
    return self();
  }

  /**
   * How the conductance plane is read: steps, target, rows, how often. Estimators, bins, noise and
   * shuffles are those of {@link #informationPlane}.
   *
   * <pre>{@code
   * builder.conductance(conductance -> conductance.withSteps(50).withRows(1000).withEveryEpochs(1))
   * }</pre>
   *
   * @param change from the defaults to the settings wanted
   * @return this builder
   */
  public InfoscopeBuilder conductance(UnaryOperator<ConductanceSettings> change) {
    conductance = change.apply(conductance);
    return self();
  }

  /**
   * How the causal plane is read: bins, whether the joint effective information is estimated, and
   * whether blocks of several layers are read too.
   *
   * <pre>{@code
   * builder.causal(causal -> causal.withBins(32).withJoint().withBlocks())
   * }</pre>
   *
   * @param change from the defaults to the settings wanted; the seed is the builder's
   * @return this builder
   */
  public InfoscopeBuilder causal(UnaryOperator<CausalSettings> change) {
    causal = change.apply(causal);
    return self();
  }

  /**
   * How single neurons are read: bins, how many get a series of their own, permutations.
   *
   * <pre>{@code
   * builder.neurons(neurons -> neurons.withRule(Discretizer.quantile(4)).withTop(8))
   * }</pre>
   *
   * @param change from the defaults to the settings wanted; the seed is the builder's
   * @return this builder
   */
  public InfoscopeBuilder neurons(UnaryOperator<NeuronSettings> change) {
    neurons = change.apply(neurons);
    return self();
  }

  /**
   * Ablates hidden layers while the network trains, off by default: curves of accuracy against the
   * number of neurons removed, every so many epochs, or at the last of {@code plannedEpochs}. Costs
   * a curve per order, of one or two forward passes each where the layers above are dense, else of
   * one per point.
   *
   * <pre>{@code
   * builder.ablation(ablation -> ablation.withEveryEpochs(5).withValue(AblationValue.ZERO))
   * }</pre>
   *
   * @param change from the defaults to the settings wanted; the seed is the builder's
   * @return this builder
   */
  public InfoscopeBuilder ablation(UnaryOperator<AblationSettings> change) {
    ablation = change.apply(ablation == null ? AblationSettings.defaults() : ablation);
    return self();
  }

  /**
   * Ablates hidden layers by the settings given so far, else by the defaults, with which curves are
   * taken at the last of {@code plannedEpochs}; see {@link #ablation(UnaryOperator)}.
   *
   * <pre>{@code
   * builder.plannedEpochs(20).ablation()
   * }</pre>
   *
   * @return this builder
   */
  public InfoscopeBuilder ablation() {
    return ablation(UnaryOperator.identity());
  }

  /**
   * How relay information is read: coarse graining, how many neurons of wide layers, classes.
   *
   * <pre>{@code
   * builder.relay(relay -> relay.withNeurons(16).withSplitHalf())
   * }</pre>
   *
   * @param change from the defaults to the settings wanted; the seed is the builder's
   * @return this builder
   */
  public InfoscopeBuilder relay(UnaryOperator<RelaySettings> change) {
    relay = change.apply(relay);
    return self();
  }

  /**
   * How the information flow from unit to unit is read: estimator, limits of the cost, how many
   * links get a series of their own.
   *
   * <pre>{@code
   * builder.flow(flow -> flow.withEstimator(FlowEstimator.ksg()).withLimits(500, 2000).withTop(8))
   * }</pre>
   *
   * @param change from the defaults to the settings wanted; the seed is the builder's
   * @return this builder
   */
  public InfoscopeBuilder flow(UnaryOperator<FlowSettings> change) {
    flow = change.apply(flow);
    return self();
  }

  /**
   * The class that the network predicts is the largest of an output's units, whatever its loss, as
   * for sigmoid units that are trained on one class each. By default the rule follows loss and
   * activation; where those say none, as in a regression, there are no predictions, and so neither
   * relay information nor ablation.
   *
   * @return this builder
   */
  public InfoscopeBuilder predictLargest() {
    predictions = ClassRule.largest();
    return self();
  }

  /**
   * The network predicts the second class where its single output is above a cut, else the first,
   * whatever its loss; see {@link #predictLargest}.
   *
   * @param cut in units of the output; finite
   * @return this builder
   */
  public InfoscopeBuilder predictAbove(double cut) {
    predictions = ClassRule.above(cut);
    return self();
  }

  /**
   * When a reading counts as drifted against the measurements before it.
   *
   * <pre>{@code
   * builder.drift(drift -> drift.withWarmUp(10).withBand(8))
   * }</pre>
   *
   * @param change from the defaults to the settings wanted
   * @return this builder
   */
  public InfoscopeBuilder drift(UnaryOperator<DriftSettings> change) {
    drift = change.apply(drift);
    return self();
  }

  /**
   * Switches measures off that are on by default.
   *
   * @param names {@code information-plane}, {@code conductance}, {@code causal}, {@code neurons},
   *     {@code relay}, {@code flow} or {@code drift}
   * @return this builder
   */
  public InfoscopeBuilder without(String... names) {
    for (String name : names) {
      Require.that(BUILT_IN.contains(name), "measure (%s) must be one of %s", name, BUILT_IN);
      off.add(name);
    }
    return self();
  }

  /**
   * Adds a measure of your own beside the built-in ones.
   *
   * @param measure used by the analysis thread alone
   * @return this builder
   */
  public InfoscopeBuilder measure(Measure measure) {
    Require.that(measure.name() != null, "name of measure (null) must be given");
    measures.add(measure);
    return self();
  }

  /** What is measured, in this order; each with the seed of the run. */
  final List<Measure> measures(long seed, int plannedEpochs) {
    List<Measure> all = new ArrayList<>();
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
    all.removeIf(measure -> off.contains(measure.name()));
    all.addAll(measures);
    return all;
  }

  /** The rule by which outputs say classes; null for the network's own. */
  final @Nullable ClassRule predictions() {
    return predictions;
  }

  /** When a reading counts as drifted; null where drift is switched off. */
  final @Nullable DriftSettings drift() {
    return off.contains("drift") ? null : drift;
  }

  /** All settings by name, so that a report says how its readings were obtained. */
  final Map<String, Object> settings(List<Measure> measures) {
    Map<String, Object> all = new TreeMap<>();
    measures.forEach(measure -> put(all, measure.name(), measure.settings()));
    if (!off.contains("drift")) {
      put(all, "drift", SettingValues.of(drift));
    }
    if (predictions != null) {
      all.put("predictions", predictions.toString());
    }
    if (!off.isEmpty()) {
      all.put("without", List.copyOf(off));
    }
    return all;
  }

  private static void put(Map<String, Object> all, String measure, Map<String, Object> values) {
    values.forEach((name, value) -> all.put(measure + "." + name, value));
  }
}
