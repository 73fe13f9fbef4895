// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.report.TrainingProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The moments of a run: first those that its history holds, then those that are missing.
 *
 * @param moments in the order of training; passed over where a checkpoint is gone
 * @param written how many the history holds
 */
record PartedCourse(List<PartMoment> moments, int written) {
  /** Motion compares with the last two. */
  private static final int COMPARED = 2;

  /**
   * Joins both.
   *
   * @param all that is saved
   * @param missing those of it that are not in the history
   */
  static PartedCourse of(WrittenHistory history, List<Checkpoint> all, List<Checkpoint> missing) {
    List<PartMoment> moments = new ArrayList<>();
    for (TrainingProgress moment : history.moments()) {
      moments.add(
          all.stream()
              .filter(each -> each.is(moment))
              .findFirst()
              .map(PartMoment::examined)
              .orElse(new PartMoment("", moment.epoch(), moment.iteration(), Instant.EPOCH)));
    }
    int written = moments.size();
    missing.forEach(checkpoint -> moments.add(PartMoment.examined(checkpoint)));
    return new PartedCourse(List.copyOf(moments), written);
  }

  boolean isMissing(int at) {
    return at >= written;
  }

  /** How many are missing. */
  int missing() {
    return moments.size() - written;
  }

  /**
   * Cuts what is missing into parts of nearly one size.
   *
   * @param examined moments that are done already
   * @param count how many parts a number of moments is best cut into
   */
  List<byte[]> parts(int examined, IntUnaryOperator count) {
    int first = Math.max(examined, written);
    int left = moments.size() - first;
    List<byte[]> parts = new ArrayList<>();
    int number = left == 0 ? 0 : Math.min(left, count.applyAsInt(left));
    for (int part = 0; part < number; part++) {
      int from = first + (int) ((long) left * part / number);
      int to = first + (int) ((long) left * (part + 1) / number);
      List<PartMoment> own = new ArrayList<>(moments.subList(from, to));
      parts.add(SerialBytes.of(new ReplayPart(before(from, examined), own)));
    }
    return parts;
  }

  /** What a part has to examine again, and what it passes over. */
  private ArrayList<PartMoment> before(int from, int examined) {
    ArrayList<PartMoment> before = new ArrayList<>();
    for (int at = 0; at < from; at++) {
      boolean again = at < examined || at >= from - COMPARED;
      before.add(again ? moments.get(at) : moments.get(at).passedOver());
    }
    return before;
  }
}
