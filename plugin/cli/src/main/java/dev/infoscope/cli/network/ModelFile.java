// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.network.keras.KerasFile;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.dl4j.saved.AllowedClasses;
import dev.infoscope.dl4j.saved.SavedNetwork;
import dev.infoscope.dl4j.saved.SavedNetworkException;
import dev.infoscope.dl4j.saved.SavedNormalizer;
import dev.infoscope.network.Moment;
import dev.infoscope.report.TrainingProgress;
import java.nio.file.Path;
import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;

/**
 * A saved network that the user named.
 *
 * @param path a zip written by DL4J, or HDF5 written by Keras
 * @param allowed classes that it may name
 */
public record ModelFile(Path path, AllowedClasses allowed) {
  /**
   * Whether Keras saved it, which counts neither epochs nor updates in it and has no normaliser.
   */
  boolean isOfKeras() {
    return KerasFile.isOne(path);
  }

  /**
   * Finished epochs and parameter updates, as DL4J counted them.
   *
   * @throws InputException if there is no such file, or it is no network that is read
   */
  TrainingProgress progress() {
    SavedNetwork saved = open();
    return new TrainingProgress(saved.epochs(), saved.iterations());
  }

  /**
   * When it was saved, without reading its parameters.
   *
   * @return epoch and update as DL4J counted them, of Keras the last whole number in the name; and
   *     the time of the file
   * @throws InputException as {@link #progress}, or if there is no number in the name
   */
  public Moment moment() {
    Checkpoint saved = Checkpoint.of(this, Checkpoint.Source.COUNTERS);
    return new Moment(saved.epoch(), saved.iteration(), saved.time(), Double.NaN);
  }

  private SavedNetwork open() {
    try {
      return SavedNetwork.of(path, allowed);
    } catch (SavedNetworkException e) {
      throw refused(e);
    }
  }

  /**
   * Reads the network with its parameters.
   *
   * @return a MultiLayerNetwork or a ComputationGraph
   * @throws InputException if there is no such file, it is no network that is read, or the
   *     parameters are not those of this network
   */
  public Model read() {
    if (isOfKeras()) {
      return KerasFile.read(path);
    }
    try {
      return open().restore();
    } catch (SavedNetworkException e) {
      throw refused(e);
    }
  }

  /**
   * Reads the normaliser that was saved with the network.
   *
   * @return null if there is none
   * @throws InputException as {@link #read}, or if the normaliser is none that is read
   */
  public @Nullable SavedNormalizer normalizer() {
    if (isOfKeras()) {
      return null;
    }
    try {
      return open().normalizer().orElse(null);
    } catch (SavedNetworkException e) {
      throw refused(e);
    }
  }

  private InputException refused(SavedNetworkException e) {
    String hint = e.isAboutClass() ? " (see --allow-class)" : "";
    return new InputException(path, e.getMessage() + hint);
  }
}
