// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import dev.infoscope.dl4j.Session;
import dev.infoscope.dl4j.Settings;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.SnapshotBudget;
import dev.infoscope.monitor.CpuBudget;
import dev.infoscope.monitor.MonitorSettings;
import dev.infoscope.monitor.Schedule;
import dev.infoscope.numeric.Require;
import dev.infoscope.publish.PushSink;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.Run;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Configures an {@link Infoscope}. Only the probe is needed. Wrong values are refused at once, with
 * a message that names value and rule.
 */
public final class InfoscopeBuilder extends MeasureChoice {
  private static final String SWITCH = "infoscope.enabled";

  private @Nullable MultiDataSet data;
  private int @Nullable [] classes;
  private int probeRows = 2000;
  private String run = "default";
  private String model = "";
  private List<String> layers = List.of();
  private @Nullable Integer everyEpochs;
  private int everyIterations;
  private int plannedEpochs;
  private long seed = 1;
  private Duration closeWithin = Duration.ofSeconds(30);
  private CpuBudget budget = new CpuBudget(0.05, Duration.ofSeconds(10));
  private boolean synchronous;
  private boolean enabled = true;
  private final Outputs outputs = new Outputs();

  InfoscopeBuilder() {}

  /**
   * Labelled examples on which the network is examined; none of the training data. Rows beyond
   * {@link #probeRows} are left out by a seeded choice that does not depend on their order.
   *
   * @param labelled features and labels, one-hot or a column of classes; normalised as the training
   *     data is
   * @return this builder
   */
  public InfoscopeBuilder probe(DataSet labelled) {
    return probe(Require.given("probe", labelled).toMultiDataSet());
  }

  /**
   * The same for several inputs or outputs. The label is the combination of all outputs' classes.
   *
   * @param labelled features and labels
   * @return this builder
   */
  public InfoscopeBuilder probe(MultiDataSet labelled) {
    this.data = Require.given("probe", labelled);
    return this;
  }

  /**
   * Classes for the probe set in place of its labels, as for a regression.
   *
   * @param classes one per row of the probe, from 0
   * @return this builder
   */
  public InfoscopeBuilder labels(int... classes) {
    this.classes = classes.clone();
    return this;
  }

  /**
   * How many rows of the probe to keep at the most. The cost of the pairwise estimator grows with
   * its square.
   *
   * @param rows at least 1; 2,000 by default
   * @return this builder
   */
  public InfoscopeBuilder probeRows(int rows) {
    this.probeRows = Require.atLeast("probeRows", rows, 1);
    return this;
  }

  /**
   * Name of the run, the label {@code run} of every series.
   *
   * @param name not empty; {@code default} by default
   * @return this builder
   */
  public InfoscopeBuilder run(String name) {
    Require.that(!Require.given("run", name).isBlank(), "run (%s) must not be blank", name);
    this.run = name;
    return this;
  }

  /**
   * Name of the model, the label {@code model} of every series.
   *
   * @param name not empty; the class of the network by default
   * @return this builder
   */
  public InfoscopeBuilder model(String name) {
    Require.that(!Require.given("model", name).isBlank(), "model (%s) must not be blank", name);
    this.model = name;
    return this;
  }

  /**
   * Layers to examine, in place of all but dropout layers; vertices of a graph may be named too.
   *
   * @param names of layers
   * @return this builder
   */
  public InfoscopeBuilder layers(String... names) {
    this.layers = List.of(names);
    return this;
  }

  /**
   * Examines the network after the first epoch, every n-th, and the last planned one.
   *
   * @param n at least 1; 1 by default
   * @return this builder
   */
  public InfoscopeBuilder everyEpochs(int n) {
    this.everyEpochs = Require.atLeast("everyEpochs", n, 1);
    return this;
  }

  /**
   * Examines the network every n-th parameter update; epochs then only if {@link #everyEpochs} is
   * given too.
   *
   * @param n at least 1
   * @return this builder
   */
  public InfoscopeBuilder everyIterations(int n) {
    this.everyIterations = Require.atLeast("everyIterations", n, 1);
    return this;
  }

  /**
   * How many epochs the run is meant to have, so that alerts can tell an end from a crash.
   *
   * @param epochs at least 1
   * @return this builder
   */
  public InfoscopeBuilder plannedEpochs(int epochs) {
    this.plannedEpochs = Require.atLeast("plannedEpochs", epochs, 1);
    return this;
  }

  /**
   * Seed of the choice of probe rows and of all shuffles; training's own generator is not touched.
   *
   * @param seed any number; 1 by default
   * @return this builder
   */
  public InfoscopeBuilder seed(long seed) {
    this.seed = seed;
    return this;
  }

  /**
   * Serves the live page and {@code /metrics} on loopback.
   *
   * @param port 0 for any free port
   * @return this builder
   */
  public InfoscopeBuilder serve(int port) {
    Require.that(port >= 0 && port <= 65535, "port (%d) must be from 0 to 65535", port);
    return serve(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /**
   * Serves the live page and {@code /metrics} on an address of your own choice. Beyond loopback
   * anybody who reaches it can read it, unless there is a {@link #token}; without one a warning is
   * logged.
   *
   * @param address host and port
   * @return this builder
   */
  public InfoscopeBuilder serve(InetSocketAddress address) {
    outputs.address = address;
    return this;
  }

  /**
   * Asks every request to the endpoint for a token: {@code Authorization: Bearer}, or for a browser
   * {@code /?token=} once. It travels as it is, so put TLS before the endpoint on a network.
   *
   * @param token not blank
   * @return this builder
   */
  public InfoscopeBuilder token(String token) {
    Require.that(!token.isBlank(), "token (blank) must not be blank");
    outputs.token = token;
    return this;
  }

  /**
   * Keeps the endpoint up at the end until the last report has been scraped twice. Without it the
   * last epoch of a process that ends at once is lost to Prometheus, and looks like a crash.
   *
   * @param limit how long {@link Infoscope#close} waits at the most, also where nobody scrapes;
   *     twice the scrape interval and a little. Not at all by default
   * @return this builder
   */
  public InfoscopeBuilder awaitScrapes(Duration limit) {
    Require.that(!limit.isNegative(), "limit (%s) must not be negative", limit);
    outputs.scrapes = limit;
    return this;
  }

  /**
   * How long {@link Infoscope#close} may take at the most, but for {@link #awaitScrapes}.
   *
   * @param limit above 0; 30 seconds by default
   * @return this builder
   */
  public InfoscopeBuilder closeWithin(Duration limit) {
    Require.that(limit.compareTo(Duration.ZERO) > 0, "closeWithin (%s) must be above 0", limit);
    this.closeWithin = limit;
    return this;
  }

  /**
   * Publishes to a registry of the host's as well. {@link Infoscope#close} takes all meters of the
   * run out of it again, and nothing else; {@link #keepMeters} leaves them there. A meter that the
   * registry refuses is counted and logged once, and all others go on.
   *
   * @param registry any Micrometer registry
   * @return this builder
   */
  public InfoscopeBuilder registry(MeterRegistry registry) {
    outputs.registries.add(Require.given("registry", registry));
    return this;
  }

  /**
   * Leaves the meters in the host's registries when the run is closed, with their last values,
   * until a run of the same name and model begins. For a process that ends with its training and
   * closes its registry last: a registry that pushes (StatsD, OTLP and others) sends what it holds
   * only then and at its interval.
   *
   * @return this builder
   */
  public InfoscopeBuilder keepMeters() {
    outputs.keepMeters = true;
    return this;
  }

  /**
   * Pushes every report to a Prometheus Pushgateway, for jobs too short to be scraped. A gateway
   * that does not answer within five seconds is counted as a failure, and training goes on.
   *
   * @param gateway its http or https address, as in {@code http://127.0.0.1:9091}
   * @return this builder
   */
  public InfoscopeBuilder push(URI gateway) {
    return sink(new PushSink(gateway, Duration.ofSeconds(5)));
  }

  /**
   * Keeps every report, exactly, in a file of JSON lines; one that is there already is continued.
   * {@link #build} refuses one that cannot be written; later that is counted, and training goes on.
   *
   * @param file where to; its folder must exist
   * @return this builder
   */
  public InfoscopeBuilder history(Path file) {
    outputs.histories.add(Require.given("history", file));
    return this;
  }

  /**
   * Hands every report to a sink of your own.
   *
   * @param sink called on a thread of its own; what it throws is counted
   * @return this builder
   */
  public InfoscopeBuilder sink(ReportSink sink) {
    outputs.sinks.add(Require.given("sink", sink));
    return this;
  }

  /**
   * The most the analysis may take of one processor. Ten seconds per run are free; after that, a
   * snapshot that overdrew the allowance is followed by a rest, in which all samples but the newest
   * are skipped with reason {@code budget}. Threads of ND4J's own operations do not count.
   *
   * @param share above 0, at most 1, which examines whenever it can; 0.05 by default
   * @return this builder
   */
  public InfoscopeBuilder budget(double share) {
    return budget(share, budget.free());
  }

  /**
   * The same, with another time that is free.
   *
   * @param share above 0, at most 1
   * @param free processor time that may be spent at once; not negative
   * @return this builder
   */
  public InfoscopeBuilder budget(double share, Duration free) {
    this.budget = new CpuBudget(share, free, budget.snapshot());
    return this;
  }

  /**
   * The most that all measures together may take for one snapshot. Beyond it they measure a seeded
   * choice of units or examples, flagged {@code sampled}, or are left out by name. Operations are
   * counted, not time. A thousand units, a hundred classes and 2,000 examples are far below.
   *
   * @param operations of about a nanosecond of one core each, above 0; 2e10 by default
   * @return this builder
   */
  public InfoscopeBuilder snapshotBudget(double operations) {
    this.budget = new CpuBudget(budget.share(), budget.free(), new SnapshotBudget(operations));
    return this;
  }

  /**
   * Lets training wait for each analysis, so that none is skipped. For tests and short runs.
   *
   * @return this builder
   */
  public InfoscopeBuilder synchronous() {
    this.synchronous = true;
    return this;
  }

  /**
   * The kill switch. The system property {@code infoscope.enabled=false} has the last word.
   *
   * @param enabled false to do nothing at all
   * @return this builder
   */
  public InfoscopeBuilder enabled(boolean enabled) {
    this.enabled = enabled;
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
    Require.that(data != null, "probe (none) must be given");
    if (!enabled || "false".equalsIgnoreCase(System.getProperty(SWITCH))) {
      return new Infoscope(new NoObservation());
    }
    Probe probe = Probe.of(data, classes, probeRows, seed).predictedBy(predictions());
    Outputs.Opened opened = outputs.open();
    Session session = new Session(settings(probe, opened.sinks()));
    opened.closedPort().ifPresent(why -> session.unavailable("endpoint", why));
    return new Infoscope(new LiveObservation(session, opened.endpoint(), outputs.scrapes));
  }

  @Override
  InfoscopeBuilder self() {
    return this;
  }

  private Settings settings(Probe probe, List<ReportSink> all) {
    int epochs = everyEpochs != null ? everyEpochs : everyIterations > 0 ? 0 : 1;
    List<Measure> measures = measures(seed, plannedEpochs);
    return new Settings(
        probe,
        layers,
        new MonitorSettings(
            new Run(run, model, plannedEpochs, probe.provenance(settings(measures), seed)),
            new Schedule(epochs, everyIterations, plannedEpochs),
            measures,
            drift(),
            all,
            synchronous ? new CpuBudget(1, budget.free(), budget.snapshot()) : budget,
            synchronous,
            closeWithin));
  }
}
