// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import com.sun.management.ThreadMXBean;
import dev.infoscope.Infoscope;
import dev.infoscope.InfoscopeBuilder;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.network.Snapshot;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/**
 * What a measure costs whose work is done within the pass over the probe set: the cost of a
 * snapshot with this measure alone, less that of one without any.
 */
final class WithinPass implements AutoCloseable {
  static final List<String> NAMES = List.of("probe", "parameters");

  private static final long NONE = -1;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Tells on which thread a scope examines. */
  private static final class Nothing implements Measure {
    private volatile long thread = NONE;

    @Override
    public String name() {
      return "nothing";
    }

    @Override
    public Findings measure(Snapshot snapshot) {
      thread = Thread.currentThread().getId();
      return Findings.of(List.of());
    }
  }

  /** Of one snapshot. */
  private record Spent(double millis, double megabytes) {
    Spent less(Spent other) {
      return new Spent(millis - other.millis(), megabytes - other.megabytes());
    }
  }

  /** A run with few measures. */
  private record Scope(Infoscope infoscope, Nothing nothing) {
    static Scope without(DataSet probe, List<String> off) {
      Nothing nothing = new Nothing();
      InfoscopeBuilder builder = TimedMeasures.builder(List.of()).measure(nothing);
      builder.without(off.toArray(String[]::new)).without("drift");
      return new Scope(builder.probe(probe).build(), nothing);
    }

    /** Of the thread that examines, and of this one, which hands the parameters over. */
    Spent sample(MultiLayerNetwork network, int epoch) {
      Spent before = soFar();
      infoscope.sample(network, epoch);
      Spent after = soFar();
      return after.less(before);
    }

    private Spent soFar() {
      long here = Thread.currentThread().getId();
      long there = nothing.thread;
      long nanos = THREADS.getThreadCpuTime(here);
      long bytes = THREADS.getThreadAllocatedBytes(here);
      if (there != NONE) {
        nanos += THREADS.getThreadCpuTime(there);
        bytes += THREADS.getThreadAllocatedBytes(there);
      }
      return new Spent(nanos / 1e6, bytes / 1e6);
    }
  }

  private final Scope with;
  private final Scope without;
  private final MeasureTimes times;

  private WithinPass(String name, DataSet probe) {
    this.with = Scope.without(probe, NAMES.stream().filter(each -> !each.equals(name)).toList());
    this.without = Scope.without(probe, NAMES);
    this.times = new MeasureTimes(name);
  }

  static List<WithinPass> all(DataSet probe) {
    return NAMES.stream().map(name -> new WithinPass(name, probe)).toList();
  }

  /** Examines the network three times: the first pass after training finds cold caches. */
  void sample(MultiLayerNetwork network, int epoch) {
    without.sample(network, epoch);
    Spent less = without.sample(network, epoch);
    Spent cost = with.sample(network, epoch).less(less);
    times.add(cost.millis(), cost.megabytes());
  }

  MeasureTimes times() {
    return times;
  }

  @Override
  public void close() {
    with.infoscope().close();
    without.infoscope().close();
  }
}
