// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.discrete.BottomRows;
import dev.infoscope.dl4j.BlockExaminer;
import dev.infoscope.measure.SnapshotCounts;
import dev.infoscope.measure.SnapshotSummary;
import dev.infoscope.network.Moment;
import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * The work on one partition, with or without Spark.
 *
 * @param network what the rows run through
 * @param plan what is measured
 */
record ProbeTasks(SharedNetwork network, ProbePlan plan) implements Serializable {
  private static final Moment ANY = new Moment(0, 0, Instant.EPOCH, Double.NaN);

  /** Rows as they are, of which those stay whose ids have the smallest hashes. */
  byte[] sample(Iterator<LabelledRow> rows) {
    return PartState.unlessRefused(
        rows,
        given -> {
          BottomRows kept = new BottomRows(plan.mostRows(), network.width(), plan.seed());
          given.forEachRemaining(row -> offer(row, kept));
          return kept.toBytes();
        });
  }

  private static void offer(LabelledRow row, BottomRows kept) {
    if (kept.wants(row.id())) {
      double[] values = new double[row.features().length];
      Arrays.setAll(values, i -> row.features()[i]);
      kept.offer(row.id(), values);
    } else {
      kept.passOver(1);
    }
  }

  static byte[] mergeSamples(byte[] one, byte[] other) {
    return PartState.merge(
        one,
        other,
        (all, more) -> BottomRows.fromBytes(all).merge(BottomRows.fromBytes(more)).toBytes());
  }

  /** The first pass over rows. */
  byte[] scan(Iterator<LabelledRow> rows) {
    return PartState.unlessRefused(
        rows,
        given -> {
          FirstPass pass = FirstPass.empty(plan);
          BlockExaminer examiner = network.examiner(ANY, !plan.ofWeights().isEmpty());
          network
              .blocks(examiner)
              .forEach(
                  given,
                  (block, ids) -> {
                    pass.scan().accept(block, ids);
                    pass.seen().accept(block);
                  });
          return pass.toBytes();
        });
  }

  static byte[] mergeScans(byte[] one, byte[] other) {
    return PartState.merge(one, other, FirstPass::merge);
  }

  /** What the first pass has found. */
  static SnapshotSummary summary(byte[] scan) {
    return FirstPass.fromBytes(scan).scan().snapshot();
  }

  /** The second pass over rows. */
  byte[] count(SnapshotSummary summary, Iterator<LabelledRow> rows) {
    return PartState.unlessRefused(
        rows,
        given -> {
          BlockExaminer examiner = network.examiner(ANY, false);
          List<SnapshotCounts> counts = plan.counted().counts(network.like(examiner), summary);
          network
              .blocks(examiner)
              .forEach(given, (block, ids) -> counts.forEach(each -> each.accept(block, ids)));
          return CountedMeasures.bytes(counts);
        });
  }

  byte[] mergeCounts(SnapshotSummary summary, byte[] one, byte[] other) {
    return PartState.merge(one, other, (all, more) -> plan.counted().merge(summary, all, more));
  }
}
