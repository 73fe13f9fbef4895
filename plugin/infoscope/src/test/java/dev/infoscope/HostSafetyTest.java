// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.Recorder;
import dev.infoscope.dl4j.RepeatableTraining;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Snapshot;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.ReportSink;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Bad company: errors of the virtual machine, lists with holes, interruptions, forgotten ends. */
class HostSafetyTest {
  private static final DataSet DATA = Examples.flat(60, 1);
  private static final int EPOCHS = 5;

  private final Recorder recorder = new Recorder();

  private InfoscopeBuilder builder() {
    return Infoscope.builder().probe(DATA).sink(recorder).synchronous();
  }

  private static Measure measure(String name, Body body) {
    return new Measure() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Findings measure(Snapshot snapshot) throws Exception {
        return Findings.of(body.readings());
      }
    };
  }

  private interface Body {
    List<Reading> readings() throws Exception;
  }

  private void trainWith(Measure bad) {
    try (Infoscope scope = builder().measure(bad).build()) {
      RepeatableTraining.DROPOUT.train(EPOCHS, scope.listener());
    }
  }

  @Test
  void aNetworkThatCannotBeCopiedForLackOfMemoryTrainsOn() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new Uncopyable())
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(Networks.INPUTS)
                        .nOut(Networks.CLASSES)
                        .activation(Activation.TANH)
                        .build())
                .build());
    network.init();
    try (Infoscope scope = builder().build()) {
      network.addListeners(scope.listener());
      assertThatCode(() -> network.fit(DATA)).doesNotThrowAnyException();
      scope.sample(network, 1);
    }
    assertThat(recorder.lastHealth().failures()).containsEntry("listener", 1L);
    assertThat(recorder.lastHealth().active()).containsEntry("information-plane", false);
  }

  @ParameterizedTest
  @ValueSource(classes = {StackOverflowError.class, OutOfMemoryError.class, LinkageError.class})
  void aMeasureThatThrowsAnErrorIsSwitchedOffAfterThree(Class<? extends Error> error) {
    trainWith(
        measure(
            "bad",
            () -> {
              throw error.getConstructor().newInstance();
            }));
    assertThat(recorder.reports).hasSize(EPOCHS);
    assertThat(recorder.lastHealth().failures()).containsEntry("bad", 3L);
    assertThat(recorder.lastHealth().active()).containsEntry("bad", false);
  }

  @Test
  void aListWithAHoleIsItsMeasuresFailureAlone() {
    trainWith(measure("holes", () -> Collections.singletonList(null)));
    assertThat(recorder.reports).hasSize(EPOCHS);
    assertThat(recorder.lastHealth().failures()).containsEntry("holes", 3L);
  }

  @Test
  void anInterruptedMeasureDoesNotEndTheAnalysis() {
    trainWith(
        measure(
            "interrupted",
            () -> {
              Thread.currentThread().interrupt();
              throw new InterruptedException("just so");
            }));
    assertThat(recorder.reports).hasSize(EPOCHS);
  }

  @Test
  void aSinkThatCannotEvenCloseLeavesThePortFree() throws IOException {
    ReportSink bad =
        new ReportSink() {
          @Override
          public void publish(EpochReport report) {
            throw new StackOverflowError();
          }

          @Override
          public void close() {
            throw new StackOverflowError();
          }
        };
    Infoscope scope = builder().sink(bad).serve(0).build();
    int port = scope.uri().orElseThrow().getPort();
    RepeatableTraining.DROPOUT.train(2, scope.listener());
    assertThatCode(scope::close).doesNotThrowAnyException();
    new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    assertThat(recorder.reports).hasSize(2);
  }

  @Test
  void aSinkWithoutANameIsCountedByItsPlace() {
    try (Infoscope scope =
        builder()
            .sink(
                report -> {
                  throw new IllegalStateException();
                })
            .build()) {
      RepeatableTraining.DROPOUT.train(1, scope.listener());
    }
    assertThat(recorder.lastHealth().failures()).containsEntry("sink:1", 1L);
  }

  @Test
  @Timeout(60)
  void theRunIsKnownBeforeItsFirstEpochHasEnded() throws InterruptedException {
    try (Infoscope scope = builder().build()) {
      scope.attach(Networks.denseWithDropout());
      while (recorder.health.isEmpty()) {
        Thread.sleep(5);
      }
      assertThat(recorder.runs).hasSize(1);
      assertThat(recorder.health.get(0).snapshots()).isZero();
      assertThat(recorder.reports).isEmpty();
    }
  }

  @Test
  @Timeout(60)
  void theJvmEndsWithoutClose() throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Forgetful.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Trains, serves, and never closes. */
  public static final class Forgetful {
    private Forgetful() {}

    public static void main(String[] arguments) {
      Infoscope scope = Infoscope.builder().probe(DATA).serve(0).build();
      RepeatableTraining.DROPOUT.train(2, scope.listener());
    }
  }

  /** Out of memory when a copy of it is made. */
  private static final class Uncopyable extends ActivationLayer {
    private static final long serialVersionUID = 1L;

    Uncopyable() {
      super(Activation.TANH);
    }

    private void writeObject(ObjectOutputStream out) {
      throw new OutOfMemoryError("no room for a copy");
    }
  }
}
