// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.count.Require;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Items in the order they came, of which only so much is kept: the newest quarter all, and before
 * it every n-th, with n doubled whenever there is no room. The first and the newest stay, however
 * heavy. Not thread-safe.
 *
 * @param <T> type of item
 */
final class Thinned<T> {
  /** An item and its place among all that ever came, from 1. */
  record Numbered<T>(long number, T item) {}

  private static final int FEWEST = 4;

  private final long capacity;
  private final ToLongFunction<T> weight;
  private final Deque<Numbered<T>> kept = new ArrayDeque<>();
  private long count;
  private long stride = 1;
  private long total;

  /** Keeps so many. */
  Thinned(int capacity) {
    this(Require.atLeast("capacity", capacity, FEWEST), item -> 1);
  }

  /** Keeps what together weighs no more than that, but at least four. */
  Thinned(long capacity, ToLongFunction<T> weight) {
    this.capacity = capacity;
    this.weight = weight;
  }

  Numbered<T> add(T item) {
    Numbered<T> added = new Numbered<>(++count, item);
    kept.addLast(added);
    total += weight.applyAsLong(item);
    while (total > capacity && kept.size() > FEWEST) {
      thin();
    }
    return added;
  }

  private void thin() {
    int old = kept.size() - kept.size() / 4;
    for (int before = kept.size(); kept.size() == before; ) {
      removeOldBetweenStrides(old);
      if (kept.size() == before) {
        stride *= 2;
      }
    }
  }

  private void removeOldBetweenStrides(int old) {
    Iterator<Numbered<T>> each = kept.iterator();
    for (int i = 0; i < old; i++) {
      Numbered<T> next = each.next();
      if ((next.number() - 1) % stride != 0) {
        each.remove();
        total -= weight.applyAsLong(next.item());
      }
    }
  }

  @Nullable T last() {
    return kept.isEmpty() ? null : kept.getLast().item();
  }

  void removeLast() {
    total -= weight.applyAsLong(kept.removeLast().item());
  }

  /** All that are kept and came after a number. */
  List<Numbered<T>> after(long number) {
    List<Numbered<T>> later = new ArrayList<>();
    for (Numbered<T> each : kept) {
      if (each.number() > number) {
        later.add(each);
      }
    }
    return later;
  }

  List<T> items() {
    return kept.stream().map(Numbered::item).toList();
  }
}
