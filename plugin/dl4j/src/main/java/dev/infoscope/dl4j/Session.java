// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.dl4j.shadow.LiveModel;
import dev.infoscope.monitor.Guard;
import dev.infoscope.monitor.Log;
import dev.infoscope.monitor.Offer;
import dev.infoscope.monitor.RunMonitor;
import dev.infoscope.monitor.Schedule;
import dev.infoscope.monitor.SkipReason;
import dev.infoscope.network.Moment;
import dev.infoscope.numeric.Require;
import dev.infoscope.report.Run;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * One training run under observation: the side that the training thread touches.
 *
 * <p>A callback copies the parameters into the mailbox and returns; whatever goes wrong is counted,
 * logged once per kind, and never thrown into the training loop. Thread-safe.
 *
 * <p>A session that is never closed is closed when nobody can reach it any more: neither the
 * network, by its listener, nor the host.
 */
public final class Session implements AutoCloseable {
  private static final Cleaner CLEANER = Cleaner.create();

  private final Settings settings;
  private final Schedule schedule;
  private final ParameterCopy copy = new ParameterCopy();
  private final RunMonitor runMonitor;
  private final Guard guard;
  private final AtomicBoolean listening = new AtomicBoolean();
  private @Nullable Model bound;
  private @Nullable Model lastModel;
  private long lastMoment = Long.MIN_VALUE;
  private long parameters;
  private @Nullable Architecture architecture; // of the bound network, once a replica comes
  private volatile boolean trained;
  private volatile boolean epochOver; // an epoch has ended, and nothing was trained since

  /**
   * A session that is attached to no network yet; no thread runs before it is.
   *
   * @param settings what to do
   */
  public Session(Settings settings) {
    this(settings, new Slf4jLog());
  }

  Session(Settings settings, Log log) {
    this.settings = settings;
    this.schedule = settings.monitor().schedule();
    this.runMonitor = new RunMonitor(settings.monitor(), log, copy::free);
    this.guard = runMonitor.guard();
    // Must not name this session, or it would never be collected.
    CLEANER.register(this, runMonitor::closeAbandoned);
  }

  /**
   * The listener for the network; there is one per session.
   *
   * @return to be given to {@code addListeners}
   * @throws IllegalStateException if it was handed out before
   */
  public TrainingListener listener() {
    if (!listening.compareAndSet(false, true)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "run (%s) is attached already; build another Infoscope for another network",
              name()));
    }
    return new EpochListener(this);
  }

  /**
   * Checks that network, probe and layer names suit each other, and adds the listener.
   *
   * @param model a MultiLayerNetwork or ComputationGraph, initialised
   * @throws IllegalArgumentException if the network refuses the probe, lacks a layer that was asked
   *     for, is of another class, or does not fit into memory a second time
   * @throws IllegalStateException if this session is attached already
   */
  public synchronized void attach(Model model) {
    if (runMonitor.isClosed()) {
      throw new IllegalStateException("run (" + name() + ") is closed");
    }
    Examiner examiner = settings.examiner(model);
    examiner.check();
    TrainingListener listener = listener();
    bind(model, examiner);
    if (model instanceof MultiLayerNetwork network) {
      network.addListeners(listener);
    } else if (model instanceof ComputationGraph graph) {
      graph.addListeners(listener);
    }
  }

  /**
   * Examines a network now, where DL4J never calls epoch callbacks: ParallelWrapper, Spark,
   * hand-written loops. Call it on the thread that trains, between fits.
   *
   * @param model as trained so far; may be another object each time, of the same shape
   * @param epoch number of epochs finished
   */
  public void sample(Model model, int epoch) {
    runMonitor.callback(() -> sample(model, epoch, LiveModel.iterations(model), true));
  }

  /**
   * Tells the measures of a snapshot that another process has measured; to be called between
   * samples.
   *
   * @param moment of the snapshot
   */
  public void passOver(Moment moment) {
    runMonitor.flush();
    settings.monitor().measures().forEach(measure -> measure.passOver(moment));
  }

  /** Training begins: the sinks learn about the run before its first epoch has ended. */
  void epochStarted(Model model) {
    epochOver = false;
    guard.run(RunMonitor.LISTENER, () -> bindOnce(model));
  }

  private synchronized void bindOnce(Model model) {
    if (bound == null
        && LiveModel.isNetwork(model)
        && !runMonitor.isOff()
        && !runMonitor.isClosed()) {
      bindOrGiveUp(model);
    }
  }

  /** An epoch ends; DL4J raises its count only after this. */
  void epochDone(Model model) {
    epochOver = true;
    runMonitor.callback(
        () -> {
          int epoch = LiveModel.epochs(model) + 1;
          return schedule.isEpochDue(epoch)
              ? sample(model, epoch, LiveModel.iterations(model), false)
              : Offer.NONE;
        });
  }

  void iterationDone(Model model, int iteration, int epoch) {
    epochOver = false;
    if (LiveModel.isNetwork(model)) {
      trained = true;
    }
    if (schedule.isIterationDue(iteration)) {
      runMonitor.callback(() -> sample(model, epoch, iteration, false));
    }
  }

  private synchronized Offer sample(Model model, int epoch, int iteration, boolean any) {
    Require.that(
        LiveModel.isNetwork(model) || !any,
        "model (%s) must be a MultiLayerNetwork or ComputationGraph",
        model.getClass().getName());
    bindOnce(model);
    if (runMonitor.isOff() || model != bound && !any) {
      return runMonitor.skip(runMonitor.isOff() ? SkipReason.OFF : SkipReason.OTHER_MODEL);
    }
    long moment = (long) epoch << 32 | iteration;
    if (!any && model == lastModel && moment == lastMoment) {
      return Offer.NONE; // the same listener was added twice
    }
    requireLike(model);
    lastModel = model;
    lastMoment = moment;
    return runMonitor.offer(() -> copy.take(model, epoch, iteration));
  }

  /** Replicas are other objects each time, but must read the parameters as the shadow does. */
  private void requireLike(Model model) {
    // ND4J does not check: it would write beyond the end of the shorter vector.
    Require.that(
        model.params().length() == parameters,
        "model has %d parameters, the network of this run %d",
        model.params().length(),
        parameters);
    if (model != bound && model != lastModel) {
      if (architecture == null) {
        architecture = Architecture.of(Objects.requireNonNull(bound));
      }
      architecture.require(Architecture.of(model));
    }
  }

  private String name() {
    return settings.monitor().run().name();
  }

  private Run named(Model model) {
    return settings.monitor().named(model.getClass().getSimpleName());
  }

  private void bindOrGiveUp(Model model) {
    try {
      bind(model, settings.examiner(model));
    } catch (Throwable refused) {
      guard.run(RunMonitor.LISTENER, () -> runMonitor.giveUp(named(model)));
      throw refused;
    }
  }

  private void bind(Model model, Examiner examiner) {
    bound = model;
    parameters = examiner.parameters().length();
    runMonitor.start(named(model), new ObservedNetwork(examiner, copy));
  }

  /**
   * Waits until every snapshot taken so far is analysed and every sink has the report, or ten
   * minutes have passed. Nobody waits for an analysis that has ended, nor for a sink that misses
   * its deadline. An interruption ends the wait and is kept.
   */
  public void flush() {
    try {
      runMonitor.flush();
    } finally {
      Reference.reachabilityFence(this); // or it may count as forgotten while it waits
    }
  }

  /**
   * Training has ended on purpose, as planned or before: waits as {@link #flush} does, and tells
   * the sinks, so that no alert takes the end for a crash. Nothing is closed.
   */
  public void finish() {
    try {
      runMonitor.finish();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Counts a part that is not to be had from the beginning, such as a port in use, and tells of it
   * in one line.
   *
   * @param part what it is
   * @param why as the user should read it
   */
  public void unavailable(String part, String why) {
    guard.report(part, why);
  }

  /**
   * Waits for the last analysis and ends everything; later callbacks do nothing. Repeated calls do
   * nothing either. It takes no longer than the settings say: an analysis that does is cancelled
   * after two thirds of that time, and what it has finished is reported.
   *
   * <p>If the last that DL4J told of training is the end of an epoch, the run counts as finished:
   * {@code fit} has returned. Within an epoch, and in loops in which DL4J tells of no epochs, only
   * {@link #finish} says so.
   */
  @Override
  public void close() {
    close(() -> {});
  }

  /**
   * The same, with something to wait for between the last report and the end of the sinks.
   *
   * @param farewell the time it takes is not counted; what it throws is counted as a failure
   */
  public void close(Farewell farewell) {
    if (!runMonitor.isClosed() && isUnexamined()) {
      runMonitor
          .log()
          .warn(
              "Infoscope: run "
                  + name()
                  + " trained but was never examined; loops of your own need everyIterations(n)"
                  + " or sample(model, epoch)",
              null);
    }
    if (epochOver) {
      runMonitor.markFinished();
    }
    runMonitor.close(farewell::await);
    synchronized (this) {
      bound = null;
      lastModel = null;
    }
  }

  private boolean isUnexamined() {
    return trained && !runMonitor.hasSamples() && !runMonitor.isOff();
  }

  /** Something to wait for. */
  public interface Farewell {
    /**
     * Waits.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    void await() throws InterruptedException;
  }
}
