// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package com.example.versions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.Infoscope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A host brings its own DL4J; the last line that this prints is a row of the table in the docs. */
class VersionTest {
  private static final String VERSION = System.getProperty("dl4j.version");
  private static final List<String> ROW = new ArrayList<>();
  private static final int EPOCHS = 3;

  @AfterAll
  static void print() {
    ROW.sort(null);
    System.out.println("| " + VERSION + " | " + String.join("; ", ROW) + " |");
  }

  @ParameterizedTest
  @EnumSource
  void allMeasuresReadANetworkThatTrainsAsWithout(Trainings training) {
    Watched watched = new Watched();
    float[] with;
    try (Infoscope scope = watched.watching(training.name(), training.data())) {
      with = training.train(scope.listener());
    }
    assertThat(with).isEqualTo(training.train());
    assertThat(watched.reports()).isEqualTo(EPOCHS);
    assertThat(watched.failures()).isZero();
    assertThat(watched.series())
        .contains(
            "infoscope_information_input_bits",
            "infoscope_causal_effective_information_bits",
            "infoscope_conductance_completeness_error_ratio");
    tell(training.name().toLowerCase(Locale.ROOT), watched);
  }

  @Test
  void aNetworkIsCheckedWhenItIsAttached() {
    try (Infoscope scope = new Watched().watching("attached", Trainings.DENSE.data())) {
      scope.attach(Trainings.DENSE.network());
    }
  }

  @Test
  void aGraphOfSameDiffTrainsAsWithoutAndIsReadOrRefusedByName() {
    Watched watched = new Watched();
    float[] with;
    try (Infoscope scope = watched.watching("graph", Trainings.graphData())) {
      with = Trainings.trainGraph(scope.sameDiffListener());
    }
    assertThat(with).isEqualTo(Trainings.trainGraph());
    String refusal = refusal();
    if (refusal == null) {
      assertThat(watched.reports()).isEqualTo(EPOCHS);
      assertThat(watched.failures()).isZero();
      tell("SameDiff", watched);
    } else {
      assertThat(watched.reports()).isZero();
      assertThat(refusal).startsWith("DL4J " + VERSION + " on the class path lacks org.nd4j.");
      ROW.add("SameDiff: " + refusal);
    }
    assertThat(refusal == null).as("watched").isEqualTo(!VERSION.equals("1.0.0-M1.1"));
  }

  private static String refusal() {
    try (Infoscope scope = new Watched().watching("refused", Trainings.graphData())) {
      scope.attach(Trainings.graph());
      return null;
    } catch (IllegalArgumentException refused) {
      return refused.getMessage();
    }
  }

  private static void tell(String what, Watched watched) {
    ROW.add(what + ": " + watched.series().size() + " series, same bits");
  }
}
