// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package com.example.watched;

import dev.infoscope.Infoscope;
import io.micrometer.core.instrument.MeterRegistry;
import org.nd4j.linalg.dataset.DataSet;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Trains a small network at start; {@code /actuator/prometheus} shows what it learns. */
@SpringBootApplication
public class WatchedApplication {
  /**
   * Starts the application.
   *
   * @param arguments as of Spring Boot
   */
  public static void main(String[] arguments) {
    SpringApplication.run(WatchedApplication.class, arguments);
  }

  @Bean
  DataSet testSet() {
    return Majority.examples(256, 2);
  }

  @Bean(destroyMethod = "close")
  Infoscope infoscope(MeterRegistry registry, DataSet testSet) {
    return Infoscope.builder().probe(testSet).registry(registry).run("at-start").build();
  }

  @Bean
  CommandLineRunner training(Infoscope infoscope) {
    return arguments -> Majority.train(infoscope.listener(), 3);
  }
}
