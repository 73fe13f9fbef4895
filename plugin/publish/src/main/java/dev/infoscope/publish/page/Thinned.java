// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.count.Require;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Items in the order they came, of which only so many are kept: the newest quarter all, and before
 * it every n-th, with n doubled whenever there is no room. The first stays for ever. Not
 * thread-safe.
 *
 * @param <T> type of item
 */
final class Thinned<T> {
  /** An item and its place among all that ever came, from 1. */
  record Numbered<T>(long number, T item) {}

  private final int capacity;
  private final Deque<Numbered<T>> kept = new ArrayDeque<>();
  private long count;
  private long stride = 1;

  Thinned(int capacity) {
    this.capacity = Require.atLeast("capacity", capacity, 4);
  }

  Numbered<T> add(T item) {
    Numbered<T> added = new Numbered<>(++count, item);
    kept.addLast(added);
    if (kept.size() > capacity) {
      thin();
    }
    return added;
  }

  private void thin() {
    int old = kept.size() - capacity / 4;
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
      if ((each.next().number() - 1) % stride != 0) {
        each.remove();
      }
    }
  }

  @Nullable T last() {
    return kept.isEmpty() ? null : kept.getLast().item();
  }

  void removeLast() {
    kept.removeLast();
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
