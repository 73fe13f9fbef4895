// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The folder of saved networks that a replay reads; mixed in where there is no choice, extended by
 * a group where there is one, since picocli mixes nothing into groups.
 */
class CheckpointsOption {
  @Option(
      names = "--checkpoints",
      required = true,
      paramLabel = "FOLDER",
      description =
          "Folder with networks that DL4J (*.zip) or Keras 2 (*.h5) saved; needs --probe and"
              + " --labels.")
  private @Nullable Path folder;

  /** As given; null if another choice of a group was made. */
  final @Nullable Path checkpoints() {
    return folder;
  }
}
