// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The workloads under JMH: wall time, each in processes of its own. For a quiet machine; on a busy
 * one {@link Benchmarks} is nearer to the truth.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class WorkloadBenchmark {
  /** Every workload. */
  @Param Workload workload = Workload.B1A;

  private Supplier<Object> work = () -> "nothing";

  /** Makes the data. */
  @Setup
  public void prepare() {
    work = workload.prepare();
  }

  /**
   * Does the work once.
   *
   * @return the result, for JMH to swallow
   */
  @Benchmark
  public Object run() {
    return work.get();
  }
}
