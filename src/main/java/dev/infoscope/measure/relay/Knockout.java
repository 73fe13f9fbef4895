// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.network.Intervention;
import dev.infoscope.network.Layer;
import dev.infoscope.network.NetworkAccess;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How a network does when neurons of one of its layers are held at fixed values, by its
 * predictions.
 *
 * @param accuracy share of examples whose prediction is their class; {@code NaN} without examples
 * @param balanced of each class against the rest, the mean of the share of its own examples that
 *     are predicted as it and of the share of others that are not, {@code [classes]}; 0.5 is
 *     chance, {@code NaN} for a class without examples, or without others
 */
@SuppressWarnings("ArrayRecordComponent")
public record Knockout(double accuracy, double[] balanced) {
  /**
   * Tries a network out through its access, on a copy of the network.
   *
   * @param access of a snapshot, alive while the measures run
   * @param layer whose neurons are held
   * @param intervention which ones, and at what
   * @param labels class of each example, from 0 to {@code classes - 1}
   * @param classes number of classes
   * @return how it does; null where the network predicts no classes
   */
  public static @Nullable Knockout of(
      NetworkAccess access, Layer layer, Intervention intervention, int[] labels, int classes) {
    int[] predictions = access.predictions(layer, intervention);
    return predictions == null ? null : of(labels, predictions, classes);
  }

  /**
   * Scores predictions.
   *
   * @param labels class of each example, from 0 to {@code classes - 1}
   * @param predictions class predicted for each
   * @param classes number of classes, at least 1
   * @return the scores
   * @throws IllegalArgumentException if lengths disagree
   */
  public static Knockout of(int[] labels, int[] predictions, int classes) {
    Require.that(
        labels.length == predictions.length,
        "predictions (%d) must be as many as labels (%d)",
        predictions.length,
        labels.length);
    int[] own = new int[classes];
    int[] hits = new int[classes];
    int[] named = new int[classes];
    for (int row = 0; row < labels.length; row++) {
      own[labels[row]]++;
      named[predictions[row]]++;
      hits[labels[row]] += labels[row] == predictions[row] ? 1 : 0;
    }
    double[] balanced = new double[classes];
    for (int label = 0; label < classes; label++) {
      double others = labels.length - own[label];
      double wrong = named[label] - hits[label];
      balanced[label] = ((double) hits[label] / own[label] + 1 - wrong / others) / 2;
    }
    return new Knockout((double) Arrays.stream(hits).sum() / labels.length, balanced);
  }
}
