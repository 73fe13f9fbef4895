// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * What the estimators cost, on generated data that anyone can make again.
 *
 * <p>{@link dev.infoscope.benchmarks.Benchmarks} prints one table of CPU times; {@link
 * dev.infoscope.benchmarks.WorkloadBenchmark} runs the same workloads under JMH.
 */
@NullMarked
package dev.infoscope.benchmarks;

import org.jspecify.annotations.NullMarked;
