// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.discrete.Activations;
import dev.infoscope.dl4j.AttributionMap;
import dev.infoscope.network.Conductances;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Integrated gradients of the inputs as pictures, one per example. */
final class AttributionFiles {
  private AttributionFiles() {}

  /**
   * Writes {@code 00000-class3.png} and so on into a folder, which is made; {@code 00000.png} where
   * there is no target.
   */
  static void write(Path folder, Conductances found, int... shape) {
    Activations inputs = Objects.requireNonNull(found.inputs());
    double[] row = new double[inputs.units()];
    try {
      Files.createDirectories(folder);
      for (int i = 0; i < inputs.examples(); i++) {
        inputs.copy(i, 1, row);
        Path file = folder.resolve(name(i, found.targets()));
        ImageIO.write(AttributionMap.of(row, shape[0], shape[1], shape[2]), "png", file.toFile());
      }
    } catch (IOException e) {
      throw new InputException(folder, "cannot be written: " + e.getMessage());
    }
  }

  private static String name(int row, int @Nullable [] targets) {
    return targets == null
        ? String.format(Locale.ROOT, "%05d.png", row)
        : String.format(Locale.ROOT, "%05d-class%d.png", row, targets[row]);
  }
}
