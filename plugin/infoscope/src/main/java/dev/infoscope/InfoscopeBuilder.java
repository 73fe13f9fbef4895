// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import dev.infoscope.dl4j.probe.ClassRule;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.samediff.SameDiffSettings;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.SnapshotBudget;
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
import dev.infoscope.monitor.Log;
import dev.infoscope.monitor.Spacing;
import dev.infoscope.numeric.Require;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.Tags;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Configures an {@link Infoscope}: the {@linkplain ProbeOptions probe}, which alone is needed, the
 * {@linkplain MeasureOptions measures}, their {@linkplain LimitOptions cost}, the {@linkplain
 * OutputOptions outputs}, and the {@linkplain RunOptions run} itself. Wrong values are refused at
 * once, with a message that names value and rule.
 */
public final class InfoscopeBuilder
    implements RunOptions, ProbeOptions, MeasureOptions, LimitOptions, OutputOptions {
  private static final String SWITCH = "infoscope.enabled";

  private List<String> layers = List.of();
  private SameDiffSettings sameDiff = SameDiffSettings.defaults();
  private boolean enabled = true;
  private final RunData run = new RunData();
  private final ProbeData probe = new ProbeData();
  final Measures measures = new Measures();
  final Outputs outputs = new Outputs();

  InfoscopeBuilder() {}

  @Override
  public InfoscopeBuilder probe(MultiDataSet labelled) {
    probe.data = Require.given("probe", labelled);
    return this;
  }

  @Override
  public InfoscopeBuilder labels(int... classes) {
    probe.classes = Require.given("labels", classes).clone();
    return this;
  }

  @Override
  public InfoscopeBuilder probeRows(int rows) {
    probe.rows = Require.atLeast("probeRows", rows, 1);
    return this;
  }

  @Override
  public InfoscopeBuilder run(String name) {
    Require.that(!Require.given("run", name).isBlank(), "run (%s) must not be blank", name);
    run.name = name;
    return this;
  }

  @Override
  public InfoscopeBuilder model(String name) {
    Require.that(!Require.given("model", name).isBlank(), "model (%s) must not be blank", name);
    run.model = name;
    return this;
  }

  @Override
  public InfoscopeBuilder tag(String name, Number value) {
    return tagged(name, value);
  }

  @Override
  public InfoscopeBuilder tag(String name, String value) {
    return tagged(name, value);
  }

  @Override
  public InfoscopeBuilder tag(String name, boolean value) {
    return tagged(name, value);
  }

  private InfoscopeBuilder tagged(String name, Object value) {
    run.tags = Tags.with(run.tags, name, value);
    return this;
  }

  @Override
  public InfoscopeBuilder layers(String... names) {
    for (String name : Require.given("layers", names)) {
      Require.given("layers", name);
    }
    this.layers = List.of(names);
    return this;
  }

  @Override
  public InfoscopeBuilder sameDiff(UnaryOperator<SameDiffSettings> change) {
    this.sameDiff =
        Require.given("sameDiff", Require.given("sameDiff", change).apply(this.sameDiff));
    return this;
  }

  @Override
  public InfoscopeBuilder everyEpochs(int n) {
    run.epochs = Spacing.every(Require.atLeast("everyEpochs", n, 1));
    return this;
  }

  @Override
  public InfoscopeBuilder everyIterations(int n) {
    run.iterations = Spacing.every(Require.atLeast("everyIterations", n, 1));
    return this;
  }

  @Override
  public InfoscopeBuilder logarithmicEpochs(int perDoubling) {
    Require.atLeast("logarithmicEpochs", perDoubling, 1);
    run.epochs = Spacing.logarithmic(perDoubling);
    return this;
  }

  @Override
  public InfoscopeBuilder logarithmicIterations(int perDoubling) {
    Require.atLeast("logarithmicIterations", perDoubling, 1);
    run.iterations = Spacing.logarithmic(perDoubling);
    return this;
  }

  @Override
  public InfoscopeBuilder plannedEpochs(int epochs) {
    run.plannedEpochs = Require.atLeast("plannedEpochs", epochs, 1);
    return this;
  }

  @Override
  public InfoscopeBuilder seed(long seed) {
    run.seed = seed;
    return this;
  }

  @Override
  public InfoscopeBuilder serve(InetSocketAddress address) {
    outputs.address = Require.given("serve", address);
    return this;
  }

  @Override
  public InfoscopeBuilder token(String token) {
    Require.that(!Require.given("token", token).isBlank(), "token (blank) must not be blank");
    outputs.token = token;
    return this;
  }

  @Override
  public InfoscopeBuilder awaitScrapes(Duration limit) {
    Require.given("awaitScrapes", limit);
    Require.that(!limit.isNegative(), "limit (%s) must not be negative", limit);
    outputs.scrapes = limit;
    return this;
  }

  @Override
  public InfoscopeBuilder closeWithin(Duration limit) {
    Require.given("closeWithin", limit);
    Require.that(limit.compareTo(Duration.ZERO) > 0, "closeWithin (%s) must be above 0", limit);
    run.closeWithin = limit;
    return this;
  }

  @Override
  public InfoscopeBuilder registry(MeterRegistry registry) {
    outputs.registries.add(Require.given("registry", registry));
    return this;
  }

  @Override
  public InfoscopeBuilder keepMeters() {
    outputs.keepMeters = true;
    return this;
  }

  @Override
  public InfoscopeBuilder history(Path file) {
    outputs.histories.add(Require.given("history", file));
    return this;
  }

  @Override
  public InfoscopeBuilder sink(ReportSink sink) {
    outputs.sinks.add(Require.given("sink", sink));
    return this;
  }

  @Override
  public InfoscopeBuilder budget(double share) {
    run.budget(share);
    return this;
  }

  @Override
  public InfoscopeBuilder budget(double share, Duration free) {
    run.budget(share, Require.given("budget free", free));
    return this;
  }

  @Override
  public InfoscopeBuilder snapshotBudget(double operations) {
    run.snapshotBudget(new SnapshotBudget(operations));
    return this;
  }

  @Override
  public InfoscopeBuilder synchronous() {
    run.synchronous = true;
    return this;
  }

  @Override
  public InfoscopeBuilder enabled(boolean enabled) {
    this.enabled = enabled;
    return this;
  }

  @Override
  public InfoscopeBuilder preset(Preset preset) {
    measures.preset(preset);
    return this;
  }

  @Override
  public InfoscopeBuilder informationPlane(UnaryOperator<PlaneSettings> change) {
    measures.informationPlane(change);
    return this;
  }

  @Override
  public InfoscopeBuilder conductance(UnaryOperator<ConductanceSettings> change) {
    measures.conductance(change);
    return this;
  }

  @Override
  public InfoscopeBuilder causal(UnaryOperator<CausalSettings> change) {
    measures.causal(change);
    return this;
  }

  @Override
  public InfoscopeBuilder neurons(UnaryOperator<NeuronSettings> change) {
    measures.neurons(change);
    return this;
  }

  @Override
  public InfoscopeBuilder ablation(UnaryOperator<AblationSettings> change) {
    measures.ablation(change);
    return this;
  }

  @Override
  public InfoscopeBuilder relay(UnaryOperator<RelaySettings> change) {
    measures.relay(change);
    return this;
  }

  @Override
  public InfoscopeBuilder flow(UnaryOperator<FlowSettings> change) {
    measures.flow(change);
    return this;
  }

  @Override
  public InfoscopeBuilder usable(UnaryOperator<UsableSettings> change) {
    measures.usable(change);
    return this;
  }

  @Override
  public InfoscopeBuilder redundancy(UnaryOperator<RedundancySettings> change) {
    measures.redundancy(change);
    return this;
  }

  @Override
  public InfoscopeBuilder plasticity(UnaryOperator<PlasticitySettings> change) {
    measures.plasticity(change);
    return this;
  }

  @Override
  public InfoscopeBuilder predictLargest() {
    measures.predict(ClassRule.largest());
    return this;
  }

  @Override
  public InfoscopeBuilder predictAbove(double cut) {
    measures.predict(ClassRule.above(cut));
    return this;
  }

  @Override
  public InfoscopeBuilder drift(UnaryOperator<DriftSettings> change) {
    measures.drift(change);
    return this;
  }

  @Override
  public InfoscopeBuilder without(String... names) {
    measures.without(names);
    return this;
  }

  @Override
  public InfoscopeBuilder measure(Measure measure) {
    measures.measure(measure);
    return this;
  }

  /**
   * Prepares the probe set and opens the port. A port in use is no error: it is logged and counted,
   * and training goes on without the endpoint.
   *
   * @return ready to attach
   * @throws IllegalArgumentException if there is no probe, it is empty, or its labels are missing
   *     or no classes, or a history cannot be written
   */
  public Infoscope build() {
    probe.require();
    if (!enabled || "false".equalsIgnoreCase(System.getProperty(SWITCH))) {
      return new Infoscope(new NoObservation());
    }
    Probe examples = probe.probe(run.seed, measures.predictions());
    return new Assembly(run, measures, outputs).network(examples, layers, sameDiff);
  }

  /**
   * Prepares a run whose snapshots are not taken of a DL4J network, as {@link #build} does.
   *
   * @param probe the examples, in place of those of {@link #probe}
   * @param log where a person reads what happens
   * @return ready to be fed
   */
  public SnapshotScope buildForSnapshots(SnapshotProbe probe, Log log) {
    Require.given("probe", probe);
    Require.given("log", log);
    return new Assembly(run, measures, outputs).snapshots(probe, log);
  }
}
