// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Items in the order they came, of which only so many and so much is kept: the newest quarter all,
 * and before it every n-th, with n doubled whenever there is no room. The first and the newest
 * stay, unless {@link #thin} is called when there are few. Not thread-safe.
 *
 * @param <T> type of item
 */
final class ThinnedList<T> {
  /** An item and its place among all that ever came, from 1. */
  record Numbered<T>(long number, T item) {}

  private static final int FEWEST = 4;

  private final int most;
  private final long capacity;
  private final ToLongFunction<T> weight;
  private final NavigableMap<Long, T> kept = new TreeMap<>();
  private long count;
  private long stride = 1;
  private long total;

  /** Keeps so many. */
  ThinnedList(int most) {
    this(most, Long.MAX_VALUE, item -> 1);
  }

  /** Keeps no more than so many, which together weigh no more than that, but at least four. */
  ThinnedList(int most, long capacity, ToLongFunction<T> weight) {
    this.most = Require.atLeast("most", most, FEWEST);
    this.capacity = capacity;
    this.weight = weight;
  }

  Numbered<T> add(T item) {
    kept.put(++count, item);
    total += weight.applyAsLong(item);
    while ((total > capacity || kept.size() > most) && kept.size() > FEWEST) {
      thin();
    }
    return new Numbered<>(count, item);
  }

  /** Makes room: of few the oldest goes, of many those between. False if there is nothing. */
  boolean thin() {
    if (kept.size() <= FEWEST) {
      return removed(kept.pollFirstEntry());
    }
    int old = kept.size() - kept.size() / 4;
    for (int before = kept.size(); kept.size() == before; ) {
      removeOldBetweenStrides(old);
      if (kept.size() == before) {
        stride *= 2;
      }
    }
    return true;
  }

  private boolean removed(Map.@Nullable Entry<Long, T> gone) {
    total -= gone == null ? 0 : weight.applyAsLong(gone.getValue());
    return gone != null;
  }

  private void removeOldBetweenStrides(int old) {
    Iterator<Map.Entry<Long, T>> each = kept.entrySet().iterator();
    for (int i = 0; i < old; i++) {
      Map.Entry<Long, T> next = each.next();
      if ((next.getKey() - 1) % stride != 0) {
        total -= weight.applyAsLong(next.getValue());
        each.remove();
      }
    }
  }

  /** How many ever came. */
  long count() {
    return count;
  }

  /** What all that is kept weighs. */
  long total() {
    return total;
  }

  @Nullable T last() {
    return kept.isEmpty() ? null : kept.lastEntry().getValue();
  }

  void removeLast() {
    removed(kept.pollLastEntry());
  }

  /** The first that is kept and came after a number; null if none did. */
  @Nullable Numbered<T> firstAfter(long number) {
    Map.Entry<Long, T> next = kept.higherEntry(number);
    return next == null ? null : new Numbered<>(next.getKey(), next.getValue());
  }

  /** What came at a number; null if it is not kept. */
  @Nullable T at(long number) {
    return kept.get(number);
  }

  List<T> items() {
    return new ArrayList<>(kept.values());
  }
}
