// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.publish.history.HistoryEntry;
import dev.infoscope.publish.http.Packed;
import dev.infoscope.report.Health;
import dev.infoscope.report.Run;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One run on its way to browsers: what was said last of run and health, the kept frames, and who
 * listens. A listener that joins gets all it has missed and then everything new, without gap or
 * duplicate, as joining and publishing exclude each other. Thread-safe; never waits for a listener.
 */
final class Channel {
  /** The event behind which nothing comes. */
  static final String END = "end";

  /** How many reports are kept in memory. */
  static final int KEPT = 2000;

  /** How many bytes of compressed matrices are kept in memory. */
  static final long KEPT_MATRICES = 16_000_000;

  private static final long KEPT_IN_FILE = 4_000_000;

  private static final Packed NO_MATRICES = Packed.of("{\"matrices\":[]}");

  /** What was seen and when in training it was. */
  private record Frame<T>(int epoch, int iteration, T json) {
    boolean isBefore(HistoryEntry entry) {
      return isBefore(entry.epoch(), entry.iteration());
    }

    boolean isBefore(int otherEpoch, int otherIteration) {
      return epoch != otherEpoch ? epoch < otherEpoch : iteration < otherIteration;
    }
  }

  private final FrameWriter writer = new FrameWriter();
  private final Thinned<Frame<String>> frames;
  private final Thinned<Frame<Packed>> matrices;
  private final Set<Listener> listeners = new LinkedHashSet<>();
  private RunFacts facts;
  private String head;
  private @Nullable String health;

  /** Someone to tell. */
  interface Listener {
    /** Takes a message or, if there is no room, leaves for good. */
    boolean offer(Message message);
  }

  private Channel(int kept, long keptMatrices, ToLongFunction<Packed> weight) {
    this.frames = new Thinned<>(kept);
    this.matrices = new Thinned<>(keptMatrices, frame -> weight.applyAsLong(frame.json()));
    this.facts = RunFacts.none(UUID.randomUUID().toString().substring(0, 8));
    this.head = writer.head(facts);
  }

  /** To be served: keeps so many frames, and so many bytes of matrices. */
  static Channel inMemory(int kept, long bytes) {
    return new Channel(kept, bytes, Packed::size);
  }

  /** To be written into a file: what matrices take there is limited. */
  static Channel inFile() {
    return new Channel(KEPT, KEPT_IN_FILE, Packed::length);
  }

  synchronized RunFacts facts() {
    return facts;
  }

  synchronized void begin(Run run) {
    facts = facts.with(run);
    sendHead();
  }

  /** For a run that is over. */
  synchronized void begin(HistoryEntry first) {
    facts = RunFacts.of(facts.token(), first);
    sendHead();
  }

  private void sendHead() {
    head = writer.head(facts);
    send(Message.named("run", head));
  }

  /** Adds a report; what was trained again replaces what was measured before a restart. */
  void add(HistoryEntry entry) {
    boolean any = !entry.matrices().isEmpty();
    Packed packed = any ? Packed.of(MatrixWriter.json(entry)) : null; // long, so nobody waits
    add(entry, packed);
  }

  private synchronized void add(HistoryEntry entry, @Nullable Packed packed) {
    String json = writer.frame(entry);
    if (writer.isHeadNew()) {
      sendHead();
    }
    forget(frames, entry);
    forget(matrices, entry);
    if (packed != null) {
      matrices.add(new Frame<>(entry.epoch(), entry.iteration(), packed));
    }
    send(message(frames.add(new Frame<>(entry.epoch(), entry.iteration(), json))));
  }

  private static <T> void forget(Thinned<Frame<T>> kept, HistoryEntry from) {
    for (Frame<T> last = kept.last(); last != null && !last.isBefore(from); last = kept.last()) {
      kept.removeLast();
    }
  }

  /** The newest matrices kept that were not taken after a moment, as one JSON object. */
  synchronized Packed matrices(int epoch, int iteration) {
    Packed newest = NO_MATRICES;
    for (Frame<Packed> each : matrices.items()) {
      if (each.epoch() == epoch && each.iteration() == iteration
          || each.isBefore(epoch, iteration)) {
        newest = each.json();
      }
    }
    return newest;
  }

  synchronized void update(Health now) {
    health = FrameWriter.health(now);
    send(Message.named("health", health));
  }

  /** Nothing comes any more; what there is can still be read. */
  synchronized void end() {
    facts = facts.over();
    head = writer.head(facts);
    send(Message.named(END, "{}"));
  }

  /** Joins a listener; returns what it has missed since an event, or all if that was elsewhere. */
  synchronized List<Message> join(Listener listener, String lastEventId) {
    List<Message> missed = replay(lastEventId);
    listeners.add(listener);
    return missed;
  }

  synchronized List<Message> replay(String lastEventId) {
    List<Message> missed = new ArrayList<>();
    missed.add(Message.named("run", head));
    if (health != null) {
      missed.add(Message.named("health", health));
    }
    frames.after(number(lastEventId)).forEach(frame -> missed.add(message(frame)));
    missed.add(Message.named("replayed", "{}"));
    return missed;
  }

  private long number(String eventId) {
    String own = facts.token() + "-";
    try {
      return eventId.startsWith(own) ? Long.parseLong(eventId.substring(own.length())) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  synchronized void leave(Listener listener) {
    listeners.remove(listener);
  }

  private void send(Message message) {
    listeners.removeIf(listener -> !listener.offer(message));
  }

  private Message message(Thinned.Numbered<Frame<String>> frame) {
    return new Message("frame", facts.token() + "-" + frame.number(), frame.item().json());
  }

  /** Everything there is, as one JSON object. */
  synchronized String snapshot() {
    StringBuilder json = new StringBuilder("{\"head\":").append(head);
    json.append(",\"health\":").append(health);
    list(json.append(",\"frames\":"), texts(frames, text -> text));
    list(json.append(",\"matrices\":"), texts(matrices, Packed::text));
    return json.append("}").toString();
  }

  private static <T> List<String> texts(Thinned<Frame<T>> kept, Function<T, String> text) {
    return kept.items().stream().map(frame -> text.apply(frame.json())).toList();
  }

  private static void list(StringBuilder json, List<String> all) {
    json.append(all.stream().collect(Collectors.joining(",\n", "[", "]")));
  }
}
