// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import dev.infoscope.measure.Measure;
import dev.infoscope.measure.causal.CausalSettings;
import dev.infoscope.measure.drift.DriftSettings;
import dev.infoscope.measure.flow.FlowSettings;
import dev.infoscope.measure.neuron.NeuronSettings;
import dev.infoscope.measure.neuron.ablation.AblationSettings;
import dev.infoscope.measure.plane.ConductanceSettings;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.measure.plasticity.PlasticitySettings;
import dev.infoscope.measure.redundancy.RedundancySettings;
import dev.infoscope.measure.relay.RelaySettings;
import dev.infoscope.measure.usable.UsableSettings;
import java.util.function.UnaryOperator;

/** What an {@link InfoscopeBuilder} lets you say about what is measured, and how. */
public sealed interface MeasureOptions permits InfoscopeBuilder {
  /**
   * How much is measured, as a start. Options that follow change it, and a measure that is set by
   * an option of its own is on.
   *
   * <pre>{@code
   * builder.preset(Preset.ECONOMY).relay(relay -> relay.withNeurons(16))
   * }</pre>
   *
   * @param preset by default {@link Preset#DEFAULT}
   * @return this builder
   */
  InfoscopeBuilder preset(Preset preset);

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
  InfoscopeBuilder informationPlane(UnaryOperator<PlaneSettings> change);

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
  InfoscopeBuilder conductance(UnaryOperator<ConductanceSettings> change);

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
  InfoscopeBuilder causal(UnaryOperator<CausalSettings> change);

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
  InfoscopeBuilder neurons(UnaryOperator<NeuronSettings> change);

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
  InfoscopeBuilder ablation(UnaryOperator<AblationSettings> change);

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
  default InfoscopeBuilder ablation() {
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
  InfoscopeBuilder relay(UnaryOperator<RelaySettings> change);

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
  InfoscopeBuilder flow(UnaryOperator<FlowSettings> change);

  /**
   * How usable information is read: how many units of wide layers, shuffles, how often.
   *
   * <pre>{@code
   * builder.usable(usable -> usable.withEveryEpochs(1).withUnits(128))
   * }</pre>
   *
   * @param change from the defaults to the settings wanted; the seed is the builder's
   * @return this builder
   */
  InfoscopeBuilder usable(UnaryOperator<UsableSettings> change);

  /**
   * How redundancy and vulnerability are read: bits, size and number of groups, shuffles.
   *
   * <pre>{@code
   * builder.redundancy(redundancy -> redundancy.withUnits(8).withGroups(4))
   * }</pre>
   *
   * @param change from the defaults to the settings wanted; the seed is the builder's
   * @return this builder
   */
  InfoscopeBuilder redundancy(UnaryOperator<RedundancySettings> change);

  /**
   * How effective rank, near-duplicate and dormant units are read: how many units of wide layers,
   * thresholds.
   *
   * <pre>{@code
   * builder.plasticity(plasticity -> plasticity.withScore(0.1).withCorrelation(0.95))
   * }</pre>
   *
   * @param change from the defaults to the settings wanted; the seed is the builder's
   * @return this builder
   */
  InfoscopeBuilder plasticity(UnaryOperator<PlasticitySettings> change);

  /**
   * The class that the network predicts is the largest of an output's units, whatever its loss, as
   * for sigmoid units that are trained on one class each. By default the rule follows loss and
   * activation; where those say none, as in a regression, there are no predictions, and so neither
   * relay information nor ablation.
   *
   * @return this builder
   */
  InfoscopeBuilder predictLargest();

  /**
   * The network predicts the second class where its single output is above a cut, else the first,
   * whatever its loss; see {@link #predictLargest}.
   *
   * @param cut in units of the output; finite
   * @return this builder
   */
  InfoscopeBuilder predictAbove(double cut);

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
  InfoscopeBuilder drift(UnaryOperator<DriftSettings> change);

  /**
   * Switches measures off that are on by default.
   *
   * @param names {@code information-plane}, {@code conductance}, {@code causal}, {@code neurons},
   *     {@code relay}, {@code flow} or {@code drift}
   * @return this builder
   */
  InfoscopeBuilder without(String... names);

  /**
   * Adds a measure of your own beside the built-in ones.
   *
   * @param measure used by the analysis thread alone
   * @return this builder
   */
  InfoscopeBuilder measure(Measure measure);
}
