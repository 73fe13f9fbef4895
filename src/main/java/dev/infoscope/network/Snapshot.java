// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.discrete.Activations;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a network at one moment. Owned by the analysis; nothing in it is alive but the
 * access.
 *
 * @param moment when
 * @param labels class of each example, {@code [examples]}, from 0 to {@code classes - 1}
 * @param classes number of classes, at least 1
 * @param occurring how many classes occur in the data of which these examples may be a choice; at
 *     least as many as among {@code labels}, or 0 if the examples have no labels and those here
 *     mean nothing
 * @param predictions class the network predicts for each example, {@code [examples]}, from 0; null
 *     where it predicts none, as in a regression
 * @param layers what was seen of each layer, from input to output
 * @param inputs what the network was given, by the number of the input; empty when unknown
 * @param outputs how what it says compares with the targets, by the number of the output; empty
 *     when unknown
 * @param motions how far the parameters have moved, of layers that have some; empty when unknown
 * @param access the network itself, to be tried out; null where there is none, as when values come
 *     from files
 */
@SuppressWarnings("ArrayRecordComponent")
public record Snapshot(
    Moment moment,
    int[] labels,
    int classes,
    int occurring,
    int @Nullable [] predictions,
    List<LayerSnapshot> layers,
    List<InputSnapshot> inputs,
    List<OutputSnapshot> outputs,
    List<ParameterMotion> motions,
    @Nullable NetworkAccess access) {
  /**
   * Checks that everything is about the same examples.
   *
   * @throws IllegalArgumentException if a layer or input has another number of rows than there are
   *     labels, a label is out of range, or fewer classes occur than are here
   */
  public Snapshot(
      Moment moment,
      int[] labels,
      int classes,
      int occurring,
      int @Nullable [] predictions,
      List<LayerSnapshot> layers,
      List<InputSnapshot> inputs,
      List<OutputSnapshot> outputs,
      List<ParameterMotion> motions,
      @Nullable NetworkAccess access) {
    this.moment = moment;
    this.labels = labels;
    this.classes = Require.atLeast("classes", classes, 1);
    this.predictions = predictions;
    this.layers = List.copyOf(layers);
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    this.motions = List.copyOf(motions);
    this.access = access;
    this.occurring = occurring == 0 ? 0 : Require.atLeast("occurring", occurring, present(labels));
    requireSameExamples();
  }

  private void requireSameExamples() {
    requireClasses(labels, classes);
    Require.that(
        predictions == null || predictions.length == labels.length,
        "%d predictions must be as many as labels (%d)",
        predictions == null ? 0 : predictions.length,
        labels.length);
    for (LayerSnapshot layer : layers) {
      requireRows("layer " + layer.layer().name(), layer.activations(), labels.length);
    }
    for (InputSnapshot input : inputs) {
      requireRows("input " + input.name(), input.activations(), labels.length);
    }
  }

  private static void requireClasses(int[] labels, int classes) {
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] < 0 || labels[row] >= classes) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "label %d of row %d must be from 0 to %d",
                labels[row],
                row,
                classes - 1));
      }
    }
  }

  private static void requireRows(String what, Activations values, int rows) {
    Require.that(
        values.examples() == rows, "%s has %d rows, labels %d", what, values.examples(), rows);
  }

  /**
   * What was seen of a network on all examples there are.
   *
   * @param moment when
   * @param labels class of each example, {@code [examples]}, from 0 to {@code classes - 1}
   * @param classes number of classes, at least 1
   * @param predictions class the network predicts for each example, {@code [examples]}, from 0;
   *     null where it predicts none
   * @param layers what was seen of each layer, from input to output
   * @param inputs what the network was given
   * @param outputs how what it says compares with the targets
   * @param motions how far the parameters have moved
   * @param access the network itself, to be tried out
   */
  public Snapshot(
      Moment moment,
      int[] labels,
      int classes,
      int @Nullable [] predictions,
      List<LayerSnapshot> layers,
      List<InputSnapshot> inputs,
      List<OutputSnapshot> outputs,
      List<ParameterMotion> motions,
      @Nullable NetworkAccess access) {
    this(
        moment,
        labels,
        classes,
        present(labels),
        predictions,
        layers,
        inputs,
        outputs,
        motions,
        access);
  }

  /**
   * What was seen of a network, but not how well it does, nor how it moves.
   *
   * @param moment when
   * @param labels class of each example, {@code [examples]}, from 0 to {@code classes - 1}
   * @param classes number of classes, at least 1
   * @param predictions class the network predicts for each example, {@code [examples]}, from 0;
   *     null where it predicts none
   * @param layers what was seen of each layer, from input to output
   * @param inputs what the network was given, by the number of the input
   * @param access the network itself, to be tried out
   */
  public Snapshot(
      Moment moment,
      int[] labels,
      int classes,
      int @Nullable [] predictions,
      List<LayerSnapshot> layers,
      List<InputSnapshot> inputs,
      @Nullable NetworkAccess access) {
    this(moment, labels, classes, predictions, layers, inputs, List.of(), List.of(), access);
  }

  /**
   * What was seen of a network, but not what it was given.
   *
   * @param moment when
   * @param labels class of each example, {@code [examples]}, from 0 to {@code classes - 1}
   * @param classes number of classes, at least 1
   * @param predictions class the network predicts for each example, {@code [examples]}, from 0;
   *     null where it predicts none
   * @param layers what was seen of each layer, from input to output
   * @param access the network itself, to be tried out
   */
  public Snapshot(
      Moment moment,
      int[] labels,
      int classes,
      int @Nullable [] predictions,
      List<LayerSnapshot> layers,
      @Nullable NetworkAccess access) {
    this(moment, labels, classes, predictions, layers, List.of(), access);
  }

  /**
   * What was seen of a network that predicts no classes.
   *
   * @param moment when
   * @param labels class of each example, {@code [examples]}, from 0 to {@code classes - 1}
   * @param classes number of classes, at least 1
   * @param layers what was seen of each layer, from input to output
   */
  public Snapshot(Moment moment, int[] labels, int classes, List<LayerSnapshot> layers) {
    this(moment, labels, classes, null, layers, null);
  }

  /**
   * What was seen of a network that is not at hand.
   *
   * @param moment when
   * @param labels class of each example, {@code [examples]}, from 0 to {@code classes - 1}
   * @param classes number of classes, at least 1
   * @param predictions class the network predicts for each example, {@code [examples]}, from 0;
   *     null where it predicts none
   * @param layers what was seen of each layer, from input to output
   */
  public Snapshot(
      Moment moment,
      int[] labels,
      int classes,
      int @Nullable [] predictions,
      List<LayerSnapshot> layers) {
    this(moment, labels, classes, predictions, layers, null);
  }

  /**
   * Number of examples in the probe set.
   *
   * @return rows of every layer
   */
  public int examples() {
    return labels.length;
  }

  /**
   * Number of classes that occur among the examples.
   *
   * @return at most {@link #occurring}; less where the choice of examples has left a class out
   */
  public int present() {
    return present(labels);
  }

  private static int present(int... labels) {
    return (int) Arrays.stream(labels).distinct().count();
  }
}
