// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * The measures on Apache Spark: the same bits as in one process, whatever the partitions.
 *
 * <pre>{@code
 * SparkReplay  checkpoints -> parts of a replay as tasks -> driver: drift in order -> history
 * SparkProbe   rows -> blocks through the network -> counts, merged in a tree -> driver: readings
 * }</pre>
 *
 * <p>More than 25 files, because Spark sends each step of these two ways to other machines as a
 * class of its own.
 */
@NullMarked
package dev.infoscope.spark;

import org.jspecify.annotations.NullMarked;
