// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import java.util.function.Supplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Epochs of a network under one kind of listener.
 *
 * @param title of its column
 * @param network of its own, since an Infoscope belongs to one
 * @param listeners those of a turn, none for none
 * @param warmUp times of the first turns
 * @param counted times of the turns that count
 */
record WatchedEpochs(
    String title,
    MultiLayerNetwork network,
    Supplier<TrainingListener[]> listeners,
    EpochTimes warmUp,
    EpochTimes counted) {

  WatchedEpochs(String title, MultiLayerNetwork network, Supplier<TrainingListener[]> listeners) {
    this(title, network, listeners, new EpochTimes(), new EpochTimes());
  }

  /** Trains for a turn, of which the first epoch is not counted. */
  void train(DataSetIterator batches, int epochs, boolean warmingUp) {
    EpochTimes times = warmingUp ? warmUp : counted;
    network.setListeners(listeners.get());
    network.fit(batches);
    times.beginTurn();
    for (int epoch = 1; epoch < epochs; epoch++) {
      times.time(() -> network.fit(batches));
    }
  }
}
