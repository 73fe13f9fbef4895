// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.publish.history.HistoryEntry;
import dev.infoscope.report.Health;
import dev.infoscope.report.Run;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run on its way to browsers: what was said last of run and health, the kept frames, and who
 * listens. A listener that joins gets all it has missed and then everything new, without gap or
 * duplicate, as joining and publishing exclude each other. Thread-safe; never waits for a listener.
 */
final class Channel {
  /** How many reports are kept in memory. */
  static final int KEPT = 2000;

  /** How many characters of matrices are kept in memory, and how many in a file. */
  static final long KEPT_MATRICES = 16_000_000;

  static final long KEPT_IN_FILE = 4_000_000;

  private static final String NO_MATRICES = "{\"matrices\":[]}";

  /** What was seen and when in training it was. */
  record Frame(int epoch, int iteration, String json) {
    boolean isBefore(HistoryEntry entry) {
      return isBefore(entry.epoch(), entry.iteration());
    }

    boolean isBefore(int otherEpoch, int otherIteration) {
      return epoch != otherEpoch ? epoch < otherEpoch : iteration < otherIteration;
    }
  }

  private final FrameWriter writer = new FrameWriter();
  private final Thinned<Frame> frames;
  private final Thinned<Frame> matrices;
  private final Set<Listener> listeners = new LinkedHashSet<>();
  private RunFacts facts;
  private String head;
  private @Nullable String health;

  /** Someone to tell. */
  interface Listener {
    /** Takes a message or, if there is no room, leaves for good. */
    boolean offer(Message message);
  }

  Channel(int kept, long keptMatrices) {
    this.frames = new Thinned<>(kept);
    this.matrices = new Thinned<>(keptMatrices, frame -> frame.json().length());
    this.facts = RunFacts.none(UUID.randomUUID().toString().substring(0, 8));
    this.head = writer.head(facts);
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
  synchronized void add(HistoryEntry entry) {
    String json = writer.frame(entry);
    if (writer.isHeadNew()) {
      sendHead();
    }
    forget(frames, entry);
    forget(matrices, entry);
    if (!entry.matrices().isEmpty()) {
      matrices.add(new Frame(entry.epoch(), entry.iteration(), MatrixWriter.json(entry)));
    }
    send(message(frames.add(new Frame(entry.epoch(), entry.iteration(), json))));
  }

  private static void forget(Thinned<Frame> kept, HistoryEntry from) {
    for (Frame last = kept.last(); last != null && !last.isBefore(from); last = kept.last()) {
      kept.removeLast();
    }
  }

  /** The newest matrices kept that were not taken after a moment, as one JSON object. */
  synchronized String matrices(int epoch, int iteration) {
    String newest = NO_MATRICES;
    for (Frame each : matrices.items()) {
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
    send(Message.named("end", "{}"));
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

  private Message message(Thinned.Numbered<Frame> frame) {
    return new Message("frame", facts.token() + "-" + frame.number(), frame.item().json());
  }

  /** Everything there is, as one JSON object. */
  synchronized String snapshot() {
    StringBuilder json = new StringBuilder("{\"head\":").append(head);
    json.append(",\"health\":").append(health);
    list(json.append(",\"frames\":"), frames.items());
    list(json.append(",\"matrices\":"), matrices.items());
    return json.append("}").toString();
  }

  private static void list(StringBuilder json, List<Frame> all) {
    String before = "[";
    for (Frame each : all) {
      json.append(before).append(each.json());
      before = ",\n";
    }
    json.append(all.isEmpty() ? "[]" : "]");
  }
}
