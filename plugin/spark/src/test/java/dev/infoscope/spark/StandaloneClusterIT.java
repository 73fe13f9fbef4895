// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers in processes of their own, one of which is killed. */
@Tag("spark")
class StandaloneClusterIT {
  private static final int SAMPLE = 200;
  private static final int PARTITIONS = 12;

  @TempDir Path folder;

  /** Kills an executor once some tasks have ended, and counts those that Spark lost. */
  private static final class Killer extends SparkListener {
    private final StandaloneCluster cluster;
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    Killer(StandaloneCluster cluster) {
      this.cluster = cluster;
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      if (ended.incrementAndGet() == PARTITIONS / 3) {
        cluster.executors().get(0).destroyForcibly();
      }
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
      lost.incrementAndGet();
    }
  }

  @Test
  void readingsAreTheSameOnTwoWorkersAndWhenOneExecutorIsKilled() throws Exception {
    ProbeTable table = ProbeTable.of(folder, 3000);
    String one = table.onePartition(SAMPLE);
    try (StandaloneCluster cluster = new StandaloneCluster(folder.resolve("home"));
        SparkSession session = cluster.session().getOrCreate()) {
      assertThat(table.onSpark(session, SAMPLE, PARTITIONS, 2, false)).isEqualTo(one);
      List<ProcessHandle> executors = cluster.executors();
      assertThat(executors).as("processes that ran tasks").hasSize(2);
      Killer killer = new Killer(cluster);
      session.sparkContext().addSparkListener(killer);
      assertThat(table.onSpark(session, SAMPLE, PARTITIONS, 2, false)).isEqualTo(one);
      assertThat(killer.lost).as("executors lost").hasPositiveValue();
      assertThat(executors).filteredOn(ProcessHandle::isAlive).hasSize(1);
      ProbeTable keras = ProbeTable.ofNetwork(ProbeTable.KERAS, 300);
      assertThat(keras.onSpark(session, SAMPLE, 2, 1, false)).isEqualTo(keras.onePartition(SAMPLE));
    }
  }
}
