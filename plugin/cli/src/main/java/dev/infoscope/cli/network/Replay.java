// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.report.EpochReport;
import dev.infoscope.report.TrainingProgress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures saved moments one after the other as they would have been measured live.
 *
 * @param <M> what was saved
 */
interface Replay<M extends SavedMoment> extends AutoCloseable {
  /**
   * Measures a moment.
   *
   * @return what was measured, as of the time when it was saved
   * @throws dev.infoscope.cli.table.InputException if it cannot be, or is of another network
   */
  EpochReport examine(M moment);

  /** Counts a moment that is in the history already. */
  void passOver(TrainingProgress moment);

  /** Goes on where a history ends: what was measured of it again is forgotten. */
  void resume(Path history) throws IOException;

  /** Layers that held NaN or infinity in some moment, and so have no readings there. */
  List<String> notFinite();

  /** How often what has failed, by name of the measure. */
  Map<String, Long> failures();

  /** Where it is shown, if it is. */
  Optional<URI> uri();

  /** Training has ended on purpose. */
  void finish();

  @Override
  void close();
}
