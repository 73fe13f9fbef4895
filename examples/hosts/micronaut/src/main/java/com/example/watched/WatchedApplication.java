// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package com.example.watched;

import dev.infoscope.Infoscope;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.event.ApplicationStartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import org.nd4j.linalg.dataset.DataSet;

/** Trains a small network at start; {@code /prometheus} shows what it learns. */
@Factory
public class WatchedApplication {
  /**
   * Starts the application.
   *
   * @param arguments as of Micronaut
   */
  public static void main(String[] arguments) {
    Micronaut.run(WatchedApplication.class, arguments);
  }

  @Singleton
  DataSet testSet() {
    return Majority.examples(256, 2);
  }

  @Bean(preDestroy = "close")
  @Singleton
  Infoscope infoscope(MeterRegistry registry, DataSet testSet) {
    return Infoscope.builder().probe(testSet).registry(registry).run("at-start").build();
  }

  /** Trains once the server is up. */
  @Singleton
  static class Training {
    private final Infoscope infoscope;

    Training(Infoscope infoscope) {
      this.infoscope = infoscope;
    }

    @EventListener
    void train(ApplicationStartupEvent started) {
      Majority.train(infoscope.listener(), 3);
    }
  }
}
