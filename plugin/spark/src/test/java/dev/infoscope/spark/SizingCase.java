// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

/**
 * What is to be measured.
 *
 * @param rows of the probe
 * @param cores that measure
 * @param partitions of the rows
 * @param design the network
 */
record SizingCase(long rows, int cores, int partitions, SizingDesign design) {
  static final int SAMPLE = 2000;
  private static final int PER_PARTITION = 100_000;
  private static final int TOGETHER = 4; // so that one and two cores have the same share of work

  static SizingCase of(long rows, int cores, SizingDesign design) {
    long partitions = (rows + PER_PARTITION - 1) / PER_PARTITION;
    return new SizingCase(
        rows, cores, Math.toIntExact((partitions + TOGETHER - 1) / TOGETHER * TOGETHER), design);
  }

  /** Sampled rows that a partition hands on. */
  double kept() {
    return Math.min(SAMPLE, (double) rows / partitions);
  }

  /** How many states the last task merges, as Spark's tree of depth 2 has it. */
  int lastMerged() {
    int scale = Math.max(2, (int) Math.ceil(Math.sqrt(partitions)));
    boolean tree = partitions > scale + Math.ceil((double) partitions / scale);
    return tree ? partitions / scale : partitions;
  }

  /** Whether states are merged by several tasks first. */
  boolean isTree() {
    return lastMerged() < partitions;
  }
}
