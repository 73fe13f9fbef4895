// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.publish.history.HistoryException;
import dev.infoscope.publish.history.HistoryFile;
import dev.infoscope.report.EpochReport;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A run of another process: measures what it saves, each moment once, in the order of training.
 *
 * @param <M> what is saved
 */
final class WatchedRun<M extends SavedMoment> implements AutoCloseable {
  private final Source<M> source;
  private final Path out;
  private final KeptMoments kept;
  private final GrowingFolder growing;
  private final Consumer<String> told;
  private @Nullable Replay<M> replay;
  private final WrittenHistory written;
  private final HistoryFile history;
  private final NoRoom noRoom;
  private @Nullable Measured<M> waiting; // for room in the history

  private record Measured<M>(M moment, EpochReport report) {}

  /**
   * What is watched.
   *
   * @param list all that is there now, complete or not; empty while there is nothing
   * @param read what a path holds
   * @param order of training
   * @param open makes a replay, given the first moment
   * @param <M> what is saved
   */
  record Source<M extends SavedMoment>(
      Supplier<List<Path>> list,
      Function<Path, M> read,
      UnaryOperator<List<M>> order,
      Function<M, Replay<M>> open) {}

  WatchedRun(Source<M> source, Path out, GrowingFolder growing, Consumer<String> told) {
    this.source = source;
    this.out = out;
    this.kept = KeptMoments.beside(out);
    this.growing = growing;
    this.told = told;
    this.written = WrittenHistory.of(out);
    this.history = new HistoryFile(out);
    this.noRoom = new NoRoom(told);
  }

  /** What to say of the history that is gone on with; null if nothing. */
  @Nullable String damage() {
    return written.damage();
  }

  /**
   * Goes on where an earlier watch was stopped, if there was one, and keeps other processes from
   * the history.
   *
   * @throws InputException if what it has kept is gone, or the history was measured otherwise, or
   *     another process writes it
   */
  void resume() throws IOException {
    if (!written.isEmpty()) {
      goOn();
    }
    try {
      history.open(); // nothing reads the file from here on, which would end the lock
    } catch (HistoryException e) {
      throw new InputException(e.file(), e.what());
    }
  }

  private void goOn() throws IOException {
    List<M> there = new ArrayList<>();
    for (M moment : source.order().apply(kept.all().stream().map(source.read()).toList())) {
      if (written.holds(moment)) {
        there.add(moment);
      }
    }
    boolean first = !there.isEmpty() && there.get(0).epoch() == written.moments().get(0).epoch();
    if (!first) {
      throw new InputException(
          kept.folder(),
          "lacks the first moment of "
              + out
              + ", at which ranges were frozen; give another --out, or replay");
    }
    replay = source.open().apply(there.get(0));
    new ReplayLoop<>(replay, out).resume(written, there, true);
    replay.uri().ifPresent(uri -> told.accept(String.valueOf(uri)));
  }

  /**
   * Measures what is complete and not in the history. What finds no room is tried again by the next
   * call; until then nothing that comes after it is measured.
   *
   * @param now on the clock of {@link System#nanoTime}
   * @return how many moments were measured
   * @throws InputException if what was measured was saved again by another training
   */
  int measure(long now) throws IOException {
    int measured = waiting != null && write(waiting) ? 1 : 0;
    if (waiting != null) {
      return measured;
    }
    List<M> fresh = new ArrayList<>();
    for (Path path : growing.complete(source.list().get(), now)) {
      M moment = read(path);
      if (moment != null && !isMeasured(moment)) {
        fresh.add(moment);
      }
    }
    fresh.sort(Comparator.comparingInt(M::epoch).thenComparingInt(M::iteration));
    for (M moment : fresh) {
      measured += measure(moment) ? 1 : 0;
      if (noRoom.lasts()) {
        break;
      }
    }
    return measured;
  }

  private boolean isMeasured(M moment) {
    if (!written.holds(moment)) {
      return false;
    }
    Instant saved = savedAt(moment);
    if (saved != null) {
      written.requireNotNewer(moment, saved);
    }
    return true;
  }

  /** Null where the training has deleted it meanwhile, or is about to. */
  private static @Nullable Instant savedAt(SavedMoment moment) {
    try {
      return moment.written();
    } catch (InputException gone) {
      return null;
    }
  }

  private @Nullable M read(Path path) {
    try {
      return source.read().apply(path);
    } catch (InputException damaged) {
      leaveOut(path, String.valueOf(damaged.getMessage()));
      return null;
    }
  }

  private void leaveOut(Path path, String why) {
    growing.leaveOut(path);
    told.accept("left out: " + why);
  }

  private boolean measure(M moment) throws IOException {
    if (!written.isBefore(moment)) {
      leaveOut(moment.file(), moment.file() + ": comes before what is measured already");
      return false;
    }
    Path copy = copy(moment);
    if (copy == null) {
      return false;
    }
    try {
      M own = source.read().apply(copy);
      if (replay == null) {
        replay = source.open().apply(own);
      }
      return write(new Measured<>(moment, replay.examine(own)));
    } catch (InputException damaged) {
      leaveOut(moment.file(), String.valueOf(damaged.getMessage()));
      forgetIfFirst();
      return false;
    }
  }

  /** What is left out says nothing of the examples and layers of those that follow. */
  private void forgetIfFirst() throws IOException {
    if (replay != null && written.isEmpty()) {
      replay.close();
      replay = null;
    }
  }

  /** Null if there is no room, or what was to be copied has gone. */
  private @Nullable Path copy(M moment) {
    try {
      Path copy = kept.copy(moment.file());
      noRoom.over();
      return copy;
    } catch (IOException e) {
      if (e.getCause() instanceof FileAlreadyExistsException) {
        leaveOut(moment.file(), moment.file() + ": cannot be copied: " + e.getMessage());
      } else if (KeptMoments.isReadable(moment.file())) {
        noRoom.failed(InputException.unwritable(kept.folder(), e));
      } else {
        told.accept("left out: " + moment.file() + ": went while it was read");
      }
      return null;
    }
  }

  private boolean write(Measured<M> measured) throws IOException {
    try {
      history.publish(measured.report());
    } catch (IOException e) {
      if (!isWritten(e)) {
        waiting = measured; // the measures have seen it, and must not see it twice
        noRoom.failed(InputException.unwritable(out, e));
        return false;
      }
    }
    waiting = null;
    noRoom.over();
    tell(measured);
    prune();
    return true;
  }

  /**
   * Whether the report is there all the same, which is told.
   *
   * @throws InputException if the file is none to write to, for good
   */
  private boolean isWritten(IOException failure) {
    if (!(failure instanceof HistoryException ours) || failure.getCause() != null) {
      return false;
    }
    if (!ours.isWritten()) {
      throw new InputException(ours.file(), ours.what());
    }
    told.accept(String.valueOf(ours.getMessage()));
    return true;
  }

  private void tell(Measured<M> measured) {
    M moment = measured.moment();
    boolean first = written.isEmpty();
    written.add(measured.report().entry());
    if (first && replay != null) {
      replay.uri().ifPresent(uri -> told.accept(String.valueOf(uri)));
    }
    told.accept(String.format(Locale.ROOT, "epoch %d measured: %s", moment.epoch(), moment.file()));
  }

  /**
   * Demands that all that was measured is written.
   *
   * @throws InputException if there is still no room
   */
  void requireWritten() throws IOException {
    if (waiting != null) {
      write(waiting);
    }
    noRoom.requireOver();
  }

  private void prune() throws IOException {
    List<M> copies = source.order().apply(kept.all().stream().map(source.read()).toList());
    kept.prune(
        copies.stream().filter(written::holds).map(SavedMoment::file).toList(),
        copies.stream().filter(written::isFirstFinite).map(SavedMoment::file).toList());
  }

  /** Training has ended on purpose. */
  void finish() {
    if (replay != null) {
      replay.finish();
    }
  }

  @Override
  public void close() throws IOException {
    try (history) {
      if (replay != null) {
        replay.close();
      }
    }
  }
}
