// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.count.Require;
import java.util.concurrent.atomic.AtomicBoolean;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One training run under observation: the side that the training thread touches.
 *
 * <p>A callback copies the parameters into the mailbox and returns; whatever goes wrong is counted,
 * logged once per kind, and never thrown into the training loop. Thread-safe.
 */
public final class Session implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.infoscope");
  private static final long CLOSE_LIMIT_MILLIS = 600_000;

  private final Settings settings;
  private final Tally tally = new Tally();
  private final Guard guard = new Guard(tally);
  private final ParameterSlot mailbox = new ParameterSlot();
  private final Analyst analyst;
  private final Stopwatch stopwatch = new Stopwatch();
  private final AtomicBoolean listening = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable Model bound;
  private @Nullable Model lastModel;
  private long lastMoment = Long.MIN_VALUE;
  private long parameters;
  private @Nullable Architecture architecture; // of the bound network, once a replica comes
  private volatile boolean trained;

  /**
   * A session that is attached to no network yet; no thread runs before it is.
   *
   * @param settings what to do
   */
  public Session(Settings settings) {
    this.settings = settings;
    this.analyst = new Analyst(settings, mailbox, tally, guard);
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
          "run (%s) is attached already; build another Infoscope for another network"
              .formatted(settings.run().name()));
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
    if (closed.get()) {
      throw new IllegalStateException("run (" + settings.run().name() + ") is closed");
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
    offer(model, epoch, EpochListener.iterations(model), true);
  }

  /** Training begins: the sinks learn about the run before its first epoch has ended. */
  void epochStarted(Model model) {
    guard.run("listener", () -> bindOnce(model));
  }

  private synchronized void bindOnce(Model model) {
    if (bound == null && EpochListener.isNetwork(model) && !analyst.isOff() && !closed.get()) {
      bindOrGiveUp(model);
    }
  }

  void epochDone(Model model, int epoch) {
    if (settings.schedule().isEpochDue(epoch)) {
      offer(model, epoch, EpochListener.iterations(model), false);
    }
  }

  void iterationDone(Model model, int iteration, int epoch) {
    if (EpochListener.isNetwork(model)) {
      trained = true;
    }
    if (settings.schedule().isIterationDue(iteration)) {
      offer(model, epoch, iteration, false);
    }
  }

  private void offer(Model model, int epoch, int iteration, boolean any) {
    if (closed.get()) {
      return;
    }
    long start = System.nanoTime();
    guard.run("listener", () -> put(model, epoch, iteration, any));
    stopwatch.add(System.nanoTime() - start);
  }

  private void put(Model model, int epoch, int iteration, boolean any) throws InterruptedException {
    long ticket = copy(model, epoch, iteration, any);
    if (settings.synchronous() && ticket != 0) {
      mailbox.awaitFinished(Math.abs(ticket), CLOSE_LIMIT_MILLIS);
    }
  }

  private synchronized long copy(Model model, int epoch, int iteration, boolean any) {
    Require.that(
        EpochListener.isNetwork(model) || !any,
        "model (%s) must be a MultiLayerNetwork or ComputationGraph",
        model.getClass().getName());
    bindOnce(model);
    if (analyst.isOff() || model != bound && !any) {
      tally.skipped(analyst.isOff() ? Tally.OFF : Tally.OTHER_MODEL);
      return 0;
    }
    long moment = (long) epoch << 32 | iteration;
    if (!any && model == lastModel && moment == lastMoment) {
      return 0; // the same listener was added twice
    }
    requireLike(model);
    lastModel = model;
    lastMoment = moment;
    tally.taken();
    String reason = analyst.isResting() ? Tally.BUDGET : Tally.BUSY; // should it be overwritten
    long ticket = mailbox.put(model, epoch, iteration, stopwatch.lap());
    if (ticket < 0) {
      tally.skipped(reason);
    }
    return ticket;
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
        architecture = Architecture.of(bound);
      }
      architecture.require(Architecture.of(model));
    }
  }

  private void bindOrGiveUp(Model model) {
    try {
      bind(model, settings.examiner(model));
    } catch (Throwable refused) {
      analyst.giveUp(settings.named(model));
      throw refused;
    }
  }

  private void bind(Model model, Examiner examiner) {
    bound = model;
    parameters = examiner.parameters().length();
    stopwatch.lap();
    analyst.start(settings.named(model), examiner);
  }

  /**
   * Waits until every snapshot taken so far is analysed and published, or ten minutes have passed.
   */
  public void flush() {
    guard.run("flush", () -> mailbox.awaitFinished(mailbox.lastTicket(), CLOSE_LIMIT_MILLIS));
  }

  /**
   * Counts a failure that happened outside the session, such as a port in use.
   *
   * @param part what failed
   * @param failure how
   */
  public void failed(String part, Throwable failure) {
    guard.report(part, failure);
  }

  /**
   * Waits for the last analysis and ends everything; later callbacks do nothing. Repeated calls do
   * nothing either. If an analysis takes longer than ten minutes it is given up.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      if (trained && tally.health().snapshots() == 0 && !analyst.isOff()) {
        LOG.warn(
            "Infoscope: run {} trained but was never examined; loops of your own need"
                + " everyIterations(n) or sample(model, epoch)",
            settings.run().name());
      }
      mailbox.close();
      analyst.close(CLOSE_LIMIT_MILLIS);
      synchronized (this) {
        mailbox.release();
        bound = null;
        lastModel = null;
      }
    }
  }
}
