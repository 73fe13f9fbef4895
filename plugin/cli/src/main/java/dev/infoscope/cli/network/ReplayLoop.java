// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.answer.ProgressDisplay;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.publish.history.HistoryException;
import dev.infoscope.publish.history.HistoryFile;
import dev.infoscope.report.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures what is missing in a history, and appends it.
 *
 * @param replay measures
 * @param out the history
 * @param <M> what was saved
 */
record ReplayLoop<M extends SavedMoment>(Replay<M> replay, Path out) {
  /**
   * Makes the measures as they were when the history was written up to its end.
   *
   * @param written what is in it
   * @param there moments that are in it and still saved, in order: at least the first of the run
   * @param goesOn whether something is missing
   * @throws InputException if it was measured in another way
   */
  void resume(WrittenHistory written, List<M> there, boolean goesOn) throws IOException {
    // Ranges and bins freeze at the first snapshot; motion compares with the last two, and its
    // distance with the first that was finite.
    M first = there.get(0);
    written.requireLike(replay.examine(first));
    List<M> compared = new ArrayList<>(there.stream().filter(written::isFirstFinite).toList());
    compared.addAll(there.subList(Math.max(1, there.size() - 2), there.size()));
    for (TrainingProgress moment : written.moments()) {
      if (moment.isAfter(progress(first)) && goesOn) {
        M again = null;
        for (M each : compared) {
          again = each.is(moment) ? each : again;
        }
        if (again == null) {
          replay.passOver(moment);
        } else {
          replay.examine(again);
        }
      }
    }
    if (goesOn) {
      replay.resume(out);
    }
  }

  private static TrainingProgress progress(SavedMoment moment) {
    return new TrainingProgress(moment.epoch(), moment.iteration());
  }

  /**
   * Measures what is missing.
   *
   * @param missing in the order of training
   * @param shown progress
   */
  void measure(List<M> missing, String things, ProgressDisplay shown) {
    try (HistoryFile history = new HistoryFile(out)) {
      for (int i = 0; i < missing.size(); i++) {
        M moment = missing.get(i);
        shown.tell(words(moment, i + 1, missing.size(), things));
        history.publish(replay.examine(moment));
      }
    } catch (HistoryException e) {
      throw new InputException(e.file(), e.what());
    } catch (IOException e) {
      throw InputException.unwritable(out, e);
    } finally {
      shown.end();
    }
  }

  private static String words(SavedMoment moment, int number, int of, String things) {
    return String.format(
        Locale.ROOT,
        "epoch %d, %s: %d of %d %s",
        moment.epoch(),
        moment.file(),
        number,
        of,
        things);
  }
}
