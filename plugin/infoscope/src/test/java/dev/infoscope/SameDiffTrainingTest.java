// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.Recorder;
import dev.infoscope.dl4j.samediff.RepeatableFit;
import dev.infoscope.dl4j.samediff.Twins;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.network.Snapshot;
import dev.infoscope.report.EpochReport;
import dev.infoscope.safety.Situation;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.BaseListener;
import org.nd4j.autodiff.listeners.Listener;
import org.nd4j.autodiff.listeners.Loss;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Training of a SameDiff graph gives the same bits with and without Infoscope. */
class SameDiffTrainingTest {
  private static final int EPOCHS = 4;
  private static final List<Twins> GRAPHS = List.of(Twins.DENSE, Twins.CONVOLUTION);

  /** What watches, and what goes wrong. */
  enum Company {
    WAITED_FOR {
      @Override
      InfoscopeBuilder with(InfoscopeBuilder builder) {
        return builder.synchronous().ablation(each -> each.withEveryEpochs(1));
      }
    },
    FROM_ANOTHER_THREAD {
      @Override
      InfoscopeBuilder with(InfoscopeBuilder builder) {
        return builder.everyIterations(1).budget(1);
      }
    },
    BROKEN_MEASURE {
      @Override
      InfoscopeBuilder with(InfoscopeBuilder builder) {
        return builder.synchronous().measure(new Broken());
      }
    },
    BROKEN_SINK {
      @Override
      InfoscopeBuilder with(InfoscopeBuilder builder) {
        return builder.synchronous().sink(SameDiffTrainingTest::fail);
      }
    },
    UNKNOWN_LAYER {
      @Override
      InfoscopeBuilder with(InfoscopeBuilder builder) {
        return builder.synchronous().layers("nosuch");
      }
    },
    UNKNOWN_INPUT {
      @Override
      InfoscopeBuilder with(InfoscopeBuilder builder) {
        return builder.synchronous().sameDiff(names -> names.withInputs("nosuch"));
      }
    },
    PROBE_OF_ANOTHER_SHAPE {
      @Override
      InfoscopeBuilder with(InfoscopeBuilder builder) {
        return builder.synchronous();
      }

      @Override
      DataSet probe(Twins twins) {
        return (twins == Twins.CONVOLUTION ? Twins.DENSE : Twins.CONVOLUTION).data();
      }
    };

    abstract InfoscopeBuilder with(InfoscopeBuilder builder);

    DataSet probe(Twins twins) {
      return twins.data();
    }

    /** Whether there is anything to report. */
    boolean isWatched() {
      return compareTo(UNKNOWN_LAYER) < 0;
    }
  }

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

  private static void fail(EpochReport report) {
    throw new IllegalStateException("this sink is broken");
  }

  private static void assertSame(RepeatableFit.Outcome with, RepeatableFit.Outcome without) {
    assertThat(with.variables()).isNotEmpty();
    assertThat(with.state()).isNotEmpty();
    assertThat(with.variables().keySet()).isEqualTo(without.variables().keySet());
    with.variables()
        .forEach(
            (name, bits) -> assertThat(bits).as(name).isEqualTo(without.variables().get(name)));
    assertThat(with.state().keySet()).isEqualTo(without.state().keySet());
    with.state()
        .forEach((name, bits) -> assertThat(bits).as(name).isEqualTo(without.state().get(name)));
  }

  static Stream<Arguments> companies() {
    return GRAPHS.stream()
        .flatMap(graph -> Stream.of(Company.values()).map(company -> Arguments.of(graph, company)));
  }

  @ParameterizedTest
  @MethodSource("companies")
  @Tried(
      value = "a SameDiff graph trains while measures, sinks and settings fail",
      area = Area.TRAINING)
  @Situation(
      number = 21,
      value = "a SameDiff graph is to be watched at all",
      issues = 10026,
      holds = "whatever fails inside is counted")
  void aGraphTrainsAsWithout(Twins twins, Company company) {
    Recorder recorder = new Recorder();
    InfoscopeBuilder builder =
        Infoscope.builder().probe(company.probe(twins)).layers(twins.layers()).sink(recorder);
    RepeatableFit.Outcome with;
    try (Infoscope scope = company.with(builder).build()) {
      with = RepeatableFit.overEpochs(twins, EPOCHS, scope.sameDiffListener());
    }
    assertSame(with, RepeatableFit.overEpochs(twins, EPOCHS));
    assertThat(recorder.reports.isEmpty()).isEqualTo(!company.isWatched());
    long failures =
        recorder.lastHealth().failures().values().stream().mapToLong(count -> count).sum();
    boolean fails = !company.isWatched() || company.name().startsWith("BROKEN");
    assertThat(failures > 0).as("%d failures", failures).isEqualTo(fails);
  }

  @ParameterizedTest
  @EnumSource(names = {"DENSE", "CONVOLUTION"})
  void closingInMidRunChangesNothing(Twins twins) {
    Recorder recorder = new Recorder();
    Infoscope scope = Infoscope.builder().probe(twins.data()).sink(recorder).build();
    Listener closer =
        new BaseListener() {
          @Override
          public boolean isActive(Operation operation) {
            return true;
          }

          @Override
          public void iterationDone(SameDiff graph, At at, MultiDataSet batch, Loss loss) {
            if (at.iteration() == 4) {
              scope.close();
            }
          }
        };
    assertSame(
        RepeatableFit.overEpochs(twins, EPOCHS, scope.sameDiffListener(), closer),
        RepeatableFit.overEpochs(twins, EPOCHS));
    assertThat(recorder.closed).isEqualTo(1);
  }

  @Test
  void fitOfSingleBatchesIsSampledByHand() {
    Recorder recorder = new Recorder();
    Twins twins = Twins.DENSE;
    SameDiff graph = twins.graph();
    int[] rounds = {0};
    RepeatableFit.Outcome with;
    try (Infoscope scope =
        Infoscope.builder().probe(twins.data()).sink(recorder).synchronous().build()) {
      scope.attach(graph);
      with = RepeatableFit.byBatches(graph, twins, 3, () -> scope.sample(graph, ++rounds[0]));
    }
    assertSame(with, RepeatableFit.byBatches(twins.graph(), twins, 3, () -> {}));
    assertThat(recorder.reports)
        .extracting(report -> report.moment().epoch())
        .containsExactly(1, 2, 3);
  }

  @Test
  void fitOfSingleBatchesIsSampledEveryIterations() {
    Recorder recorder = new Recorder();
    Twins twins = Twins.DENSE;
    SameDiff graph = twins.graph();
    try (Infoscope scope =
        Infoscope.builder()
            .probe(twins.data())
            .sink(recorder)
            .synchronous()
            .everyIterations(4)
            .build()) {
      graph.setListeners(scope.sameDiffListener());
      RepeatableFit.byBatches(graph, twins, 2, () -> {});
    }
    assertThat(recorder.reports)
        .extracting(report -> report.moment().iteration())
        .containsExactly(4, 8);
    assertThat(recorder.last().moment().score()).as("a loss that SameDiff never computes").isNaN();
  }
}
