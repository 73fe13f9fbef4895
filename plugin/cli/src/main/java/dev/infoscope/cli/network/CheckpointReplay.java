// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.Infoscope;
import dev.infoscope.InfoscopeBuilder;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.dl4j.probe.ClassRule;
import dev.infoscope.measure.Metric;
import dev.infoscope.network.Moment;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.RunMetrics;
import dev.infoscope.report.TrainingProgress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Examines one checkpoint after the other as the listener would have done while training. */
final class CheckpointReplay implements Replay<Checkpoint> {
  /** What is only known while a network trains. */
  private static final Set<Metric> OF_TRAINING = Set.of(RunMetrics.OVERHEAD, RunMetrics.INTERVAL);

  private final Infoscope scope;
  private final LastReport last;
  private final Path probe;
  private final INDArray features;
  private final Normalization normal;
  private @Nullable Path first;
  private long parameters;

  private CheckpointReplay(
      Infoscope scope, LastReport last, Path probe, INDArray features, Normalization normal) {
    this.scope = scope;
    this.last = last;
    this.probe = probe;
    this.features = features;
    this.normal = normal;
  }

  /**
   * Prepares the probe set; nothing is examined yet.
   *
   * @param probe file of the probe set, for messages
   * @param files the probe set
   * @param normal what its features were normalised by
   * @param options how to measure
   * @throws IllegalArgumentException if an option has no sense
   * @throws InputException if the probe set has none
   */
  static CheckpointReplay open(
      Path probe, ProbeFiles files, Normalization normal, ReplayOptions options) {
    LastReport last = new LastReport();
    InfoscopeBuilder builder = options.builder().sink(last);
    ClassRule rule = options.predict();
    if (rule != null) {
      predict(builder, rule);
    }
    try {
      Infoscope scope = builder.probe(files.data()).labels(files.classes()).build();
      return new CheckpointReplay(scope, last, probe, files.data().getFeatures(), normal);
    } catch (IllegalArgumentException refused) {
      throw new InputException(probe, String.valueOf(refused.getMessage()));
    }
  }

  private static void predict(InfoscopeBuilder builder, ClassRule rule) {
    if (Double.isNaN(rule.cut())) {
      builder.predictLargest();
    } else {
      builder.predictAbove(rule.cut());
    }
  }

  @Override
  public EpochReport examine(Checkpoint checkpoint) {
    normal.requireLike(checkpoint.model());
    Model model = checkpoint.model().read();
    LayerSizes.require(checkpoint.file(), model, features);
    if (first == null) {
      attach(model, checkpoint.file());
    } else if (model.numParams() != parameters) {
      throw new InputException(
          checkpoint.file(),
          "has %d parameters, %s has %d; all checkpoints must be of one network",
          model.numParams(),
          first,
          parameters);
    }
    scope.sample(model, checkpoint.epoch());
    return asSaved(last.take(checkpoint.file()), checkpoint);
  }

  @Override
  public void passOver(TrainingProgress moment) {
    scope.passOver(moment.epoch(), moment.iteration());
  }

  private void attach(Model model, Path file) {
    if (model instanceof ComputationGraph graph && graph.getNumInputArrays() != 1) {
      throw new InputException(
          file, "takes %d inputs, a probe file holds one", graph.getNumInputArrays());
    }
    try {
      scope.attach(model);
    } catch (IllegalArgumentException refused) {
      throw new InputException(probe, String.valueOf(refused.getMessage()));
    }
    first = file;
    parameters = model.numParams();
  }

  /** The score of the last minibatch is not saved with a network. */
  private static EpochReport asSaved(EpochReport report, Checkpoint checkpoint) {
    return new EpochReport(
        report.run(),
        new Moment(checkpoint.epoch(), checkpoint.iteration(), checkpoint.time(), Double.NaN),
        report.readings().stream()
            .filter(reading -> !OF_TRAINING.contains(reading.metric()))
            .toList(),
        report.matrices(),
        report.skipped(),
        report.durations());
  }

  @Override
  public void resume(Path history) throws IOException {
    scope.flush();
    scope.resume(history);
  }

  @Override
  public List<String> notFinite() {
    return last.notFinite();
  }

  @Override
  public Map<String, Long> failures() {
    return last.failures();
  }

  @Override
  public Optional<URI> uri() {
    return scope.uri();
  }

  @Override
  public void finish() {
    scope.finish();
  }

  @Override
  public void close() {
    scope.close();
  }
}
