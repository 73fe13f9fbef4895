// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.infoscope.publish.history.SessionEnd;
import dev.infoscope.publish.http.CompressedText;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.report.Run;
import dev.infoscope.report.TrainingProgress;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What browsers get of one run: its latest facts and health, and the frames that are kept. Readers
 * take one message after the other at their own pace, first all they have missed, and then what is
 * new, without duplicate; nothing is put aside for them, so that who is slow finds what is kept,
 * and after a long time less. Thread-safe; never waits for a reader.
 */
final class Channel {
  /** How many reports are kept in memory. */
  static final int KEPT = 2000;

  /** How many bytes of frames, and of compressed matrices, are kept of a run. */
  static final long KEPT_BYTES = 16_000_000;

  private static final long KEPT_MATRICES_IN_FILE = 4_000_000;
  private static final Message REPLAYED = Message.bare("replayed");
  private static final Message END = Message.bare("end");
  private static final int SMALL = 16_384;

  private static final CompressedText NO_MATRICES =
      CompressedText.of(
          out ->
              Json.write(
                  out,
                  json -> {
                    json.writeArrayFieldStart("matrices");
                    json.writeEndArray();
                  }));

  /** What was seen and when in training it was. */
  private record Frame<T>(TrainingProgress progress, T item) {}

  /** How far someone has read. Changed by the channel only. */
  static final class Reader {
    private @Nullable Message head;
    private @Nullable Message health;
    private long number;
    private boolean replayed;
    private boolean ended;

    /** Whether nothing comes any more. */
    boolean isAtEnd() {
      return ended;
    }
  }

  private final FrameWriter writer = new FrameWriter(); // whoever writes holds its lock
  private final RunProgress progressOfRun = new RunProgress(); // the same lock
  private final ThinnedList<Frame<Message>> frames;
  private final ThinnedList<Frame<CompressedText>> matrices;
  private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
  private RunFacts facts = RunFacts.none(UUID.randomUUID().toString().substring(0, 8));
  private RunOverview overview = RunOverview.none();
  private Message head;
  private @Nullable Message health;
  private boolean isOver;
  private long largest = Long.MAX_VALUE;

  private Channel(long keptFrames, long keptMatrices, ToLongFunction<CompressedText> weight) {
    this.frames = new ThinnedList<>(KEPT, keptFrames, frame -> frame.item().size());
    this.matrices =
        new ThinnedList<>(KEPT, keptMatrices, frame -> weight.applyAsLong(frame.item()));
    this.head = head(facts);
  }

  /** To be served: keeps so many bytes each of frames and matrices, of no report more than that. */
  static Channel inMemory(long bytes, long largest) {
    Channel channel = new Channel(bytes, bytes, CompressedText::size);
    channel.largest = largest;
    return channel;
  }

  /** To be written into a file: what matrices take there is limited. */
  static Channel inFile() {
    return new Channel(Long.MAX_VALUE, KEPT_MATRICES_IN_FILE, CompressedText::length);
  }

  synchronized RunFacts facts() {
    return facts;
  }

  void begin(Run run) {
    set(now -> now.with(run));
  }

  /** For a run that is over. */
  void begin(ReportEntry first) {
    set(now -> RunFacts.of(now.token(), first));
  }

  private void set(UnaryOperator<RunFacts> change) {
    synchronized (writer) {
      RunFacts now = change.apply(facts());
      Message fresh = head(now);
      synchronized (this) {
        facts = now;
        head = fresh;
      }
    }
    tell();
  }

  private Message head(RunFacts run) {
    return new Message("run", "", writer.head(run));
  }

  /** Adds a report; what was trained again replaces what was measured before a restart. */
  void add(ReportEntry entry) {
    RunState reported = facts().state().reported(Boolean.TRUE.equals(entry.endFollows()));
    if (!entry.tags().equals(facts().tags()) || !reported.equals(facts().state())) {
      set(now -> now.with(entry.tags()).with(reported));
    }
    CompressedText compressed = entry.matrices().isEmpty() ? null : MatrixWriter.compressed(entry);
    synchronized (writer) { // takes long, and readers do not wait for it
      byte[] json = writer.frame(entry, largest);
      RunOverview now = progressOfRun.add(entry);
      add(entry, json, writer.isHeadNew() ? head(facts()) : null, compressed);
      synchronized (this) {
        overview = now;
      }
    }
    tell();
  }

  private synchronized void add(
      ReportEntry entry,
      byte[] json,
      @Nullable Message newHead,
      @Nullable CompressedText compressed) {
    TrainingProgress progress = entry.progress();
    head = newHead == null ? head : newHead;
    forget(frames, progress);
    forget(matrices, progress);
    if (compressed != null && compressed.size() <= largest) {
      matrices.add(new Frame<>(progress, compressed));
    }
    String id = facts.token() + "-" + (frames.count() + 1);
    frames.add(new Frame<>(progress, new Message("frame", id, json)));
  }

  private static <T> void forget(ThinnedList<Frame<T>> kept, TrainingProgress now) {
    now.<Frame<T>>removeReplaced(kept::last, Frame::progress, kept::removeLast);
  }

  /** The newest matrices kept that were not taken after a moment, as one JSON object. */
  synchronized CompressedText matrices(int epoch, int iteration) {
    TrainingProgress asked = new TrainingProgress(epoch, iteration);
    CompressedText newest = NO_MATRICES;
    for (Frame<CompressedText> each : matrices.items()) {
      if (!each.progress().isAfter(asked)) {
        newest = each.item();
      }
    }
    return newest;
  }

  void update(Health now) {
    String unwatched = now.unwatched();
    if (unwatched != null && !unwatched.equals(facts().state().unwatched())) {
      set(facts -> facts.with(facts.state().unwatched(unwatched)));
    }
    Message fresh = new Message("health", "", FrameWriter.health(now));
    synchronized (this) {
      health = fresh;
    }
    tell();
  }

  /** Training has ended on purpose. */
  void finish() {
    set(now -> now.with(now.state().finished(true)));
  }

  /** The file says how it ended. */
  void ended(SessionEnd end) {
    set(now -> now.with(now.state().ended(end)));
  }

  /** Its row of the table of runs. */
  synchronized RunsTable.Row row() {
    return new RunsTable.Row(facts, overview);
  }

  /** Nothing comes any more; what there is can still be read. */
  void end() {
    set(now -> now.with(now.state().over())); // first, as nobody reads on after the end
    synchronized (this) {
      isOver = true;
    }
    tell();
  }

  /** How many bytes it takes. */
  synchronized long size() {
    return head.size() + frames.total() + matrices.total();
  }

  /** Gives up some of what is kept; false if there is nothing. */
  boolean thin() {
    boolean thinner;
    synchronized (this) {
      thinner = frames.total() >= matrices.total() ? frames.thin() : matrices.thin();
    }
    tell();
    return thinner;
  }

  private void tell() {
    listeners.forEach(Runnable::run);
  }

  /** Calls someone, who must not wait, whenever there is something new. */
  void join(Runnable listener) {
    listeners.add(listener);
  }

  void leave(Runnable listener) {
    listeners.remove(listener);
  }

  /** Who has read up to an event, or nothing if that was elsewhere. */
  Reader readerAfter(String lastEventId) {
    Reader reader = new Reader();
    reader.number = number(lastEventId);
    return reader;
  }

  private long number(String eventId) {
    String own = facts().token() + "-";
    try {
      return eventId.startsWith(own) ? Long.parseLong(eventId.substring(own.length())) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** What comes next for a reader; null if there is nothing yet, or never more. */
  synchronized @Nullable Message next(Reader reader) {
    if (reader.head != head) {
      reader.head = head;
      return head;
    }
    if (health != null && reader.health != health) {
      reader.health = health;
      return health;
    }
    ThinnedList.Numbered<Frame<Message>> frame = frames.firstAfter(reader.number);
    if (frame != null) {
      reader.number = frame.number();
      return frame.item().item();
    }
    return last(reader);
  }

  private @Nullable Message last(Reader reader) {
    if (!reader.replayed) {
      reader.replayed = true;
      return REPLAYED;
    }
    if (isOver && !reader.ended) {
      reader.ended = true;
      return END;
    }
    return null;
  }

  /**
   * Whether a message that a reader has begun with may go on to be sent. What is large and no
   * longer kept may not, as it would be kept for that reader alone.
   */
  synchronized boolean keeps(Message begun, Reader reader) {
    Frame<Message> frame = frames.at(reader.number);
    return begun.size() <= SMALL || begun == head || frame != null && frame.item() == begun;
  }

  /** Everything there is, as fields of one JSON object. */
  synchronized Json.Body snapshot(RunsTable table) {
    RunsTable.Row row = row();
    List<Frame<Message>> allFrames = frames.items();
    List<Frame<CompressedText>> allMatrices = matrices.items();
    Message lastHead = head;
    Message lastHealth = health;
    return json -> {
      Json.copy(json, "head", lastHead.data());
      json.writeObjectFieldStart("overview");
      table.write(json, row);
      json.writeEndObject();
      Json.copy(json, "health", lastHealth == null ? "null" : lastHealth.data());
      copyAll(json, "frames", allFrames, Message::data);
      copyAll(json, "matrices", allMatrices, CompressedText::text);
    };
  }

  private static <T> void copyAll(
      JsonGenerator json, String field, List<Frame<T>> items, Function<T, String> text)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Frame<T> each : items) {
      Json.copy(json, text.apply(each.item()));
    }
    json.writeEndArray();
  }
}
