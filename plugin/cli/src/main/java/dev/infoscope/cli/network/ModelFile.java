// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.dl4j.saved.AllowedClasses;
import dev.infoscope.dl4j.saved.SavedNetwork;
import dev.infoscope.dl4j.saved.SavedNetworkException;
import dev.infoscope.dl4j.saved.SavedNormalizer;
import java.nio.file.Path;
import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;

/**
 * A saved network that the user named.
 *
 * @param path a zip written by DL4J
 * @param allowed classes that it may name
 */
record ModelFile(Path path, AllowedClasses allowed) {
  /**
   * Reads how the network is made, without its parameters.
   *
   * @throws InputException if there is no such file, or it is no network that is read
   */
  SavedNetwork open() {
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
   * @throws InputException as {@link #open}, or if the parameters are not those of this network
   */
  Model read() {
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
   * @throws InputException as {@link #open}, or if the normaliser is none that is read
   */
  @Nullable SavedNormalizer normalizer() {
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
