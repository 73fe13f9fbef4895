// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.Recorder;
import dev.infoscope.dl4j.RepeatableTraining;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.network.Snapshot;
import dev.infoscope.report.EpochReport;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Training gives the same bits with and without Infoscope, whatever happens inside it. */
class UnchangedTrainingTest {
  private static final int EPOCHS = 6;

  private static void assertSame(
      RepeatableTraining.Outcome with, RepeatableTraining.Outcome without) {
    assertThat(with.parameters()).containsExactly(without.parameters());
    assertThat(with.updaterState()).containsExactly(without.updaterState());
    assertThat(with.scores()).isEqualTo(without.scores());
  }

  private static InfoscopeBuilder watching(RepeatableTraining subject, Recorder recorder) {
    return Infoscope.builder().probe(subject.data()).sink(recorder);
  }

  @ParameterizedTest
  @EnumSource
  void trainingIsReproducibleAtAll(RepeatableTraining subject) {
    assertSame(subject.train(EPOCHS), subject.train(EPOCHS));
  }

  @ParameterizedTest
  @EnumSource
  void watchingEveryEpochChangesNothing(RepeatableTraining subject) {
    Recorder recorder = new Recorder();
    try (Infoscope scope = watching(subject, recorder).synchronous().build()) {
      assertSame(subject.train(EPOCHS, scope.listener()), subject.train(EPOCHS));
    }
    assertThat(recorder.reports).hasSize(EPOCHS);
    assertThat(recorder.lastHealth().failures())
        .containsKeys("information-plane", "causal", "neurons")
        .allSatisfy((measure, failures) -> assertThat(failures).as(measure).isZero());
  }

  @ParameterizedTest
  @EnumSource
  void watchingEveryIterationFromAnotherThreadChangesNothing(RepeatableTraining subject) {
    Recorder recorder = new Recorder();
    try (Infoscope scope = watching(subject, recorder).everyIterations(1).build()) {
      assertSame(subject.train(EPOCHS, scope.listener()), subject.train(EPOCHS));
    }
    assertThat(recorder.reports).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aMeasureThatThrowsEachTimeChangesNothing(RepeatableTraining subject) {
    Recorder recorder = new Recorder();
    try (Infoscope scope =
        watching(subject, recorder).synchronous().measure(new Broken()).build()) {
      assertSame(subject.train(EPOCHS, scope.listener()), subject.train(EPOCHS));
    }
    assertThat(recorder.reports).hasSize(EPOCHS);
    assertThat(recorder.lastHealth().failures()).containsEntry("broken", 3L);
    assertThat(recorder.lastHealth().active())
        .containsEntry("broken", false)
        .containsEntry("information-plane", true);
  }

  @ParameterizedTest
  @EnumSource
  void aSinkThatThrowsEachTimeChangesNothing(RepeatableTraining subject) {
    Recorder recorder = new Recorder();
    try (Infoscope scope =
        Infoscope.builder()
            .probe(subject.data())
            .sink(UnchangedTrainingTest::fail)
            .sink(recorder)
            .synchronous()
            .build()) {
      assertSame(subject.train(EPOCHS, scope.listener()), subject.train(EPOCHS));
    }
    assertThat(recorder.reports).as("the other sink").hasSize(EPOCHS);
    assertThat(recorder.lastHealth().failures().values().stream().mapToLong(n -> n).sum())
        .isEqualTo(EPOCHS);
  }

  @ParameterizedTest
  @EnumSource
  void closingInMidRunChangesNothing(RepeatableTraining subject) {
    Recorder recorder = new Recorder();
    Infoscope scope = watching(subject, recorder).build();
    BaseTrainingListener closer =
        new BaseTrainingListener() {
          @Override
          public void iterationDone(Model model, int iteration, int epoch) {
            if (iteration == 4) {
              scope.close();
            }
          }
        };
    assertSame(subject.train(EPOCHS, scope.listener(), closer), subject.train(EPOCHS));
    assertThat(recorder.closed).isEqualTo(1);
  }

  private static void fail(EpochReport report) {
    throw new IllegalStateException("this sink is broken");
  }

  /** A measure that never works. */
  private static final class Broken implements Measure {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public Findings measure(Snapshot snapshot) {
      throw new IllegalStateException("this measure is broken");
    }
  }
}
