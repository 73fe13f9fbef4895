// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import dev.infoscope.network.Moment;
import dev.infoscope.numeric.Require;
import dev.infoscope.publish.history.History;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.autodiff.listeners.Listener;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Shows, while a DeepLearning4J network trains, how information moves through it.
 *
 * <pre>{@code
 * Infoscope scope = Infoscope.builder().probe(testSet).run("mnist-mlp").serve(9464).build();
 * net.addListeners(scope.listener());
 * net.fit(train, 10);
 * scope.close();
 * }</pre>
 *
 * <p>At the end of epochs the parameters are copied (a tenth of a millisecond) and a copy of the
 * network is examined on the probe set in a thread of its own. Training gives the same bits with
 * and without it; no failure inside reaches the training loop. Thread-safe.
 */
public final class Infoscope implements AutoCloseable {
  private final Observation observation;

  Infoscope(Observation observation) {
    this.observation = observation;
  }

  /**
   * Begins to configure.
   *
   * @return a builder; only {@link InfoscopeBuilder#probe} is needed
   */
  public static InfoscopeBuilder builder() {
    return new InfoscopeBuilder();
  }

  /**
   * The listener, for one network. What does not fit (a layer name, the shape of the probe) shows
   * only when training begins, and then in the log, on the page, in the history and in {@code
   * infoscope_failures_total}, never as an exception; {@link #attach(Model)} tells at once.
   *
   * @return to be given to {@code addListeners}
   * @throws IllegalStateException if it was handed out before
   */
  public TrainingListener listener() {
    return observation.listener();
  }

  /**
   * Checks that the network suits the probe and the layer names, and adds the listener.
   *
   * @param model a MultiLayerNetwork or ComputationGraph, initialised
   * @throws IllegalArgumentException if it does not suit; the message says what and why
   * @throws IllegalStateException if this scope is attached already
   */
  public void attach(Model model) {
    Require.given("model", model);
    observation.attach(model);
  }

  /**
   * The listener for one SameDiff graph, in place of {@link #listener}. What does not fit shows
   * only when training begins, as there; {@link #attach(SameDiff)} tells at once.
   *
   * @return to be given to {@code addListeners} of the graph
   * @throws IllegalStateException if a listener was handed out before
   */
  public Listener sameDiffListener() {
    return observation.sameDiffListener();
  }

  /**
   * Checks that a SameDiff graph suits the probe and the names of variables, and adds the listener.
   * What the graph does not say is told by {@link InfoscopeBuilder#sameDiff}.
   *
   * @param graph with values for its variables
   * @throws IllegalArgumentException if it does not suit; the message says what and why
   * @throws IllegalStateException if this scope is attached already
   */
  public void attach(SameDiff graph) {
    Require.given("graph", graph);
    observation.attach(graph);
  }

  /**
   * Examines a SameDiff graph now: where a loop calls {@code fit} with one batch at a time,
   * SameDiff tells of no epochs. Call it on the thread that trains, between fits.
   *
   * @param graph as trained so far
   * @param epoch number of epochs finished; below 0 is counted as a failure
   */
  public void sample(SameDiff graph, int epoch) {
    observation.sample(graph, epoch);
  }

  /**
   * Examines a network now. For ParallelWrapper, Spark and hand-written loops over batches, where
   * DL4J never calls epoch callbacks: call it after each round, on the thread that trains.
   *
   * @param model as trained so far
   * @param epoch number of epochs finished; below 0 is counted as a failure
   */
  public void sample(Model model, int epoch) {
    observation.sample(model, epoch);
  }

  /**
   * Tells of a snapshot of this run that an earlier process has measured, so that measures that
   * rest between epochs are due when they would have been without the interruption. Call it between
   * {@link #sample}s, in the order of training. What was read of it is taken in by {@link #resume}.
   *
   * @param epoch number of epochs finished then
   * @param iteration number of parameter updates then
   */
  public void passOver(int epoch, int iteration) {
    observation.passOver(new Moment(epoch, iteration, Instant.EPOCH, Double.NaN));
  }

  /**
   * Continues a run that an earlier process has measured: drift, counts of flags and the live page
   * go on from what is in its history. Call it once, after {@link #attach} and before the first
   * snapshot that is not in the history; ranges and bins are those of the first snapshot of this
   * process, which should therefore be the first of the run.
   *
   * @param history of this run alone
   * @throws IOException if it cannot be read
   */
  public void resume(Path history) throws IOException {
    observation.forget();
    History.forEach(history, observation::recall);
  }

  /**
   * Waits until every snapshot taken so far is analysed and every sink has the report, but for
   * sinks that miss their deadline; the endpoint stays up. Not needed before {@link #close}. An
   * interruption of the caller ends the wait and is kept.
   */
  public void flush() {
    observation.flush();
  }

  /**
   * Says that training has ended on purpose, as planned or before, so that no alert takes its end
   * for a crash: {@code infoscope_training_finished} becomes 1. Waits as {@link #flush} does; the
   * endpoint stays up until {@link #close}.
   *
   * <p>After a {@code fit} with epochs that returned, {@link #close} says so by itself. It cannot
   * know of an end within an epoch, as where early stopping looks at iterations, nor of loops of
   * your own: there call this.
   */
  public void finish() {
    observation.finish();
  }

  /**
   * Where the endpoint is.
   *
   * @return its address; empty if none was asked for, or its port was in use
   */
  public Optional<URI> uri() {
    return observation.uri();
  }

  /**
   * Waits for the last analysis, publishes it, waits for scrapes if {@link
   * InfoscopeBuilder#awaitScrapes} asks for it, frees the port and ends the threads. Callbacks that
   * come later do nothing. An end between two epochs counts as {@link #finish}.
   *
   * <p>It takes no longer than {@link InfoscopeBuilder#closeWithin} says, 30 seconds by default,
   * whatever a measure or sink does: an analysis is cancelled after two thirds of that time, and
   * what it has finished is reported. An interruption of the caller ends all waiting and is kept. A
   * scope that is never closed is closed, with a warning, once neither it nor the network can be
   * reached any more.
   */
  @Override
  public void close() {
    observation.close();
  }
}
