// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.monitor.Guard;
import dev.infoscope.monitor.Log;
import dev.infoscope.monitor.Offer;
import dev.infoscope.monitor.RunMonitor;
import dev.infoscope.monitor.Schedule;
import dev.infoscope.monitor.SkipReason;
import dev.infoscope.network.Moment;
import dev.infoscope.numeric.Require;
import dev.infoscope.report.RecalledReadings;
import dev.infoscope.report.Run;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.autodiff.listeners.Listener;
import org.nd4j.autodiff.samediff.SameDiff;

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
  private final BoundNetwork bound = new BoundNetwork();
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
    claim();
    return new EpochListener(this);
  }

  private void claim() {
    if (!listening.compareAndSet(false, true)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "run (%s) is attached already; build another Infoscope for another network",
              name()));
    }
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
    requireOpen();
    Trainee trainee = new NetworkTrainee(model);
    Examiner examiner = settings.examiner(trainee);
    examiner.check();
    TrainingListener listener = listener();
    bind(trainee, examiner);
    if (model instanceof MultiLayerNetwork network) {
      network.addListeners(listener);
    } else if (model instanceof ComputationGraph graph) {
      graph.addListeners(listener);
    }
  }

  /**
   * The listener for a SameDiff graph; there is one listener per session.
   *
   * @return to be given to {@code addListeners} of the graph
   * @throws IllegalStateException if one was handed out before
   */
  public Listener sameDiffListener() {
    claim();
    return new SameDiffListener(this);
  }

  /**
   * Checks that graph, probe and layer names suit each other, and adds the listener.
   *
   * @param graph with values for its variables
   * @throws IllegalArgumentException if the graph refuses the probe, lacks a variable that was
   *     named, cannot be read as layers, or does not fit into memory a second time
   * @throws IllegalStateException if this session is attached already
   */
  public synchronized void attach(SameDiff graph) {
    requireOpen();
    Trainee trainee = trainee(graph, Double.NaN);
    Examiner examiner = settings.examiner(trainee);
    examiner.check();
    Listener listener = sameDiffListener();
    bind(trainee, examiner);
    graph.addListeners(listener);
  }

  /** A graph with the names that the settings give. */
  Trainee trainee(SameDiff graph, double loss) {
    return new SameDiffTrainee(graph, settings.sameDiff(), loss);
  }

  private void requireOpen() {
    if (runMonitor.isClosed()) {
      throw new IllegalStateException("run (" + name() + ") is closed");
    }
  }

  /**
   * Examines a network now, where DL4J never calls epoch callbacks: ParallelWrapper, Spark,
   * hand-written loops. Call it on the thread that trains, between fits.
   *
   * @param model as trained so far; may be another object each time, of the same shape
   * @param epoch number of epochs finished; below 0 is counted as a failure
   */
  public void sample(Model model, int epoch) {
    sample(new NetworkTrainee(model), epoch);
  }

  /**
   * Examines a graph now, after {@code fit} of a single batch or in loops of your own.
   *
   * @param graph as trained so far
   * @param epoch number of epochs finished; below 0 is counted as a failure
   */
  public void sample(SameDiff graph, int epoch) {
    sample(trainee(graph, Double.NaN), epoch);
  }

  private void sample(Trainee trainee, int epoch) {
    runMonitor.callback(
        () -> {
          Require.atLeast("epoch", epoch, 0);
          return sample(trainee, epoch, trainee.iterations(), true);
        });
  }

  /**
   * Tells of a snapshot that another process has measured; to be called between samples.
   *
   * @param moment of the snapshot
   */
  public void passOver(Moment moment) {
    runMonitor.passOver(moment);
  }

  /** Forgets what readings are held against, as {@link RunMonitor#forget} does. */
  public void forget() {
    runMonitor.forget();
  }

  /**
   * Tells of what another process has read, as {@link RunMonitor#recall} does.
   *
   * @param earlier what was read
   */
  public void recall(RecalledReadings earlier) {
    runMonitor.recall(earlier);
  }

  /** Training begins: the sinks learn about the run before its first epoch has ended. */
  void epochStarted(Trainee model) {
    epochOver = false;
    guard.tryOut(RunMonitor.LISTENER, () -> beginEpoch(model));
  }

  private synchronized void beginEpoch(Trainee model) {
    bound.beginEpoch();
    bindOnce(model);
  }

  /** Runs what may fail on the thread that trains. */
  void guarded(Guard.Work work) {
    guard.run(RunMonitor.LISTENER, work);
  }

  private synchronized void bindOnce(Trainee model) {
    if (!bound.isBound() && model.isNetwork() && !runMonitor.isOff() && !runMonitor.isClosed()) {
      bindOrGiveUp(model);
    }
  }

  /** An epoch ends; DL4J raises its count only after this. */
  void epochDone(Trainee model) {
    epochOver = true;
    runMonitor.callback(
        () -> {
          int epoch = model.epochs() + 1;
          return schedule.isEpochDue(epoch)
              ? sample(model, epoch, model.iterations(), false)
              : Offer.NONE;
        });
  }

  void iterationDone(Trainee model, int iteration, int epoch) {
    epochOver = false;
    if (model.isNetwork()) {
      trained = true;
    }
    if (schedule.isIterationDue(iteration)) {
      runMonitor.callback(() -> sample(model, epoch, iteration, false));
    }
  }

  private synchronized Offer sample(Trainee model, int epoch, int iteration, boolean any) {
    if (any) {
      model.requireNetwork();
    }
    bindOnce(model);
    if (runMonitor.isOff() || !bound.is(model) && !any) {
      return runMonitor.skip(runMonitor.isOff() ? SkipReason.OFF : SkipReason.OTHER_MODEL);
    }
    if (!any && bound.isRepeated(model, epoch, iteration)) {
      return Offer.NONE; // the same listener was added twice
    }
    bound.follow(model, epoch, iteration);
    return runMonitor.offer(() -> copy.take(model, epoch, iteration));
  }

  private String name() {
    return settings.monitor().run().name();
  }

  private Run named(Trainee model) {
    return settings.monitor().named(model.kind());
  }

  private void bindOrGiveUp(Trainee model) {
    try {
      bind(model, settings.examiner(model));
    } catch (Throwable refused) {
      guard.run(RunMonitor.LISTENER, () -> runMonitor.giveUp(named(model), refused));
      throw refused;
    }
  }

  private void bind(Trainee model, Examiner examiner) {
    bound.bind(model, examiner.parameters().length());
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
      warnUnexamined();
    }
    if (epochOver) {
      runMonitor.markFinished();
    }
    runMonitor.close(farewell::await);
    synchronized (this) {
      bound.release();
    }
  }

  private boolean isUnexamined() {
    return trained && !runMonitor.hasSamples() && !runMonitor.isOff();
  }

  private void warnUnexamined() {
    String words =
        "Infoscope: run "
            + name()
            + " trained but was never examined; loops of your own need everyIterations(n)"
            + " or sample(model, epoch)";
    runMonitor.log().warn(words, null);
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
