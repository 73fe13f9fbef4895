// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import dev.infoscope.dl4j.samediff.SameDiffSettings;
import java.util.function.UnaryOperator;

/**
 * What an {@link InfoscopeBuilder} lets you say about the run: names, tags, which layers are
 * examined, and when.
 */
public sealed interface RunOptions permits InfoscopeBuilder {
  /**
   * Name of the run, the label {@code run} of every series.
   *
   * @param name not empty; {@code default} by default
   * @return this builder
   */
  InfoscopeBuilder run(String name);

  /**
   * Name of the model, the label {@code model} of every series.
   *
   * @param name not empty; the class of the network by default
   * @return this builder
   */
  InfoscopeBuilder model(String name);

  /**
   * Says something of the run, such as a hyperparameter: {@code tag("lr", 0.01)}. It stands in
   * every report, in the table of runs and in the history, and is no label of series.
   *
   * @param name not blank, given once, at most 64 characters; at most 64 tags
   * @param value a number
   * @return this builder
   */
  InfoscopeBuilder tag(String name, Number value);

  /**
   * Says something of the run, such as {@code tag("note", "baseline")}.
   *
   * @param name as of {@link #tag(String, Number)}
   * @param value not blank, at most 256 characters, without control characters
   * @return this builder
   */
  InfoscopeBuilder tag(String name, String value);

  /**
   * Says something of the run, such as {@code tag("augmented", true)}.
   *
   * @param name as of {@link #tag(String, Number)}
   * @param value whether it is so
   * @return this builder
   */
  InfoscopeBuilder tag(String name, boolean value);

  /**
   * Layers to examine, in place of all but dropout layers; vertices of a graph may be named too.
   *
   * @param names of layers
   * @return this builder
   */
  InfoscopeBuilder layers(String... names);

  /**
   * What is what in a SameDiff graph, where it does not say so itself: {@code sameDiff(s ->
   * s.withInputs("in").withLabels("label").withOutputs("softmax"))}. Its layers are variables,
   * which {@link #layers} names.
   *
   * @param change of the settings, which leave all to the graph's training configuration and losses
   * @return this builder
   */
  InfoscopeBuilder sameDiff(UnaryOperator<SameDiffSettings> change);

  /**
   * Examines the network after the first epoch, every n-th, and the last planned one.
   *
   * @param n at least 1; 1 by default
   * @return this builder
   */
  InfoscopeBuilder everyEpochs(int n);

  /**
   * Examines the network every n-th parameter update; epochs then only if {@link #everyEpochs} is
   * given too.
   *
   * @param n at least 1
   * @return this builder
   */
  InfoscopeBuilder everyIterations(int n);

  /**
   * Examines the network after epochs on a logarithmic scale, 1, 2, 4, 8, ..., and the last planned
   * one: many while it learns fast, few in a long run.
   *
   * @param perDoubling how many while the number of epochs doubles, at least 1
   * @return this builder
   */
  InfoscopeBuilder logarithmicEpochs(int perDoubling);

  /**
   * Examines the network after parameter updates on a logarithmic scale; epochs then only if they
   * are given too.
   *
   * @param perDoubling how many while the number of updates doubles, at least 1
   * @return this builder
   */
  InfoscopeBuilder logarithmicIterations(int perDoubling);

  /**
   * How many epochs the run is meant to have, so that alerts can tell an end from a crash.
   *
   * @param epochs at least 1
   * @return this builder
   */
  InfoscopeBuilder plannedEpochs(int epochs);

  /**
   * Seed of the choice of probe rows and of all shuffles; training's own generator is not touched.
   *
   * @param seed any number; 1 by default
   * @return this builder
   */
  InfoscopeBuilder seed(long seed);

  /**
   * The kill switch. The system property {@code infoscope.enabled=false} has the last word.
   *
   * @param enabled false to do nothing at all
   * @return this builder
   */
  InfoscopeBuilder enabled(boolean enabled);
}
