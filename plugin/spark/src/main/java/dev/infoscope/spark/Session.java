// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The session in which a command runs: that of spark-submit, or one in this process. */
final class Session {
  private static final String OMP = "OMP_NUM_THREADS";

  private Session() {}

  /**
   * Opens it. DL4J computes with as many threads on workers as here, since they change the last
   * bits.
   */
  static SparkSession open(String name) {
    SparkConf conf = new SparkConf();
    conf.setAppName(name);
    conf.setIfMissing("spark.master", "local[*]");
    String threads = System.getenv(OMP);
    if (threads != null) {
      conf.setIfMissing("spark.executorEnv." + OMP, threads);
    }
    return SparkSession.builder().config(conf).getOrCreate();
  }
}
