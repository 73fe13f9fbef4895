// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.Recorder;
import dev.infoscope.dl4j.RepeatableTraining;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Wrong use fails at the door, with a message that names value and rule; training never fails. */
class WrongUseTest {
  private static final DataSet FLAT = Examples.flat(30, 1);

  static Stream<Arguments> refusedByTheBuilder() {
    DataSet unlabelled = new DataSet(FLAT.getFeatures(), null);
    DataSet zeroLabels = new DataSet(FLAT.getFeatures(), Nd4j.zeros(30, 3));
    DataSet targets = new DataSet(FLAT.getFeatures(), Nd4j.rand(30, 4).addi(2));
    DataSet fractions = new DataSet(FLAT.getFeatures(), Nd4j.rand(30, 1));
    DataSet shortLabels = new DataSet(FLAT.getFeatures(), Examples.flat(29, 1).getLabels());
    return Stream.of(
        refused("probe (none) must be given", builder -> {}),
        refused("probe (null) must be given", builder -> builder.probe((DataSet) null)),
        refused("run (null) must be given", builder -> builder.run(null)),
        refused("history (null) must be given", builder -> builder.history(null)),
        refused("probe has no labels", builder -> builder.probe(unlabelled)),
        refused("of row 0, output 0, must be one-hot or add up to 1", b -> b.probe(zeroLabels)),
        refused("must be one-hot or add up to 1", b -> b.probe(targets)),
        refused("must be a class: an integer from 0", b -> b.probe(fractions)),
        refused("probe has 30 rows of features and 29 of labels", b -> b.probe(shortLabels)),
        refused("probe has no features", b -> b.probe(new DataSet())),
        refused("probe has 30 rows of features and 2 of labels", b -> b.probe(FLAT).labels(0, 1)),
        refused("label -1 of row 1 must be >= 0", b -> b.probe(FLAT).labels(0, -1)),
        refused("port (70000) must be from 0 to 65535", b -> b.serve(70_000)),
        refused("everyEpochs (0) must be >= 1", b -> b.everyEpochs(0)),
        refused("probeRows (0) must be >= 1", b -> b.probeRows(0)),
        refused("tag note ( ) must not be blank", b -> b.tag("note", " ")),
        refused("tag lr (NaN) must be a text, a finite number", b -> b.tag("lr", Double.NaN)),
        refused("tag lr (2) must be given once", b -> b.tag("lr", 1).tag("lr", 2)),
        refused("tag lr (null) must be given", b -> b.tag("lr", (Number) null)),
        refused("run ( ) must not be blank", b -> b.run(" ")));
  }

  private static Arguments refused(String message, Consumer<InfoscopeBuilder> use) {
    return Arguments.of(message, use);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusedByTheBuilder")
  void theBuilderRefuses(String message, Consumer<InfoscopeBuilder> use) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> {
              InfoscopeBuilder builder = Infoscope.builder();
              use.accept(builder);
              builder.build();
            })
        .withMessageContaining(message);
  }

  @Test
  void attachRefusesAProbeOfAnotherShape() {
    try (Infoscope scope = Infoscope.builder().probe(Examples.images(10, 1)).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> scope.attach(Networks.denseWithDropout()))
          .withMessageContaining("probe features of shape [10, 1, 8, 8] must suit the network");
    }
  }

  @Test
  void attachRefusesALayerThatIsNotThere() {
    try (Infoscope scope = Infoscope.builder().probe(FLAT).layers("thrid").build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> scope.attach(Networks.denseWithDropout()))
          .withMessage("layer (thrid) must be one of [first, dropout, second, output]");
    }
  }

  @Test
  void attachingTwiceIsRefused() {
    try (Infoscope scope = Infoscope.builder().probe(FLAT).run("once").build()) {
      scope.listener();
      assertThatIllegalStateException()
          .isThrownBy(scope::listener)
          .withMessageContaining("run (once) is attached already");
      assertThatIllegalStateException().isThrownBy(() -> scope.attach(Networks.denseWithDropout()));
    }
  }

  @Test
  void theSameListenerAddedTwiceSeesEveryEpochOnce() {
    Recorder recorder = new Recorder();
    try (Infoscope scope = Infoscope.builder().probe(FLAT).sink(recorder).synchronous().build()) {
      TrainingListener listener = scope.listener();
      RepeatableTraining.DROPOUT.train(3, listener, listener);
    }
    assertThat(recorder.reports).hasSize(3);
  }

  @Test
  void aListenerOnAnUnsuitableNetworkIsCountedAndTrainingGoesOn() {
    Recorder recorder = new Recorder();
    try (Infoscope scope =
        Infoscope.builder().probe(Examples.images(10, 1)).sink(recorder).build()) {
      RepeatableTraining.Outcome with = RepeatableTraining.DROPOUT.train(3, scope.listener());
      assertThat(with.parameters())
          .containsExactly(RepeatableTraining.DROPOUT.train(3).parameters());
    }
    assertThat(recorder.reports).isEmpty();
    assertThat(recorder.lastHealth().failures()).containsEntry("attach", 1L);
    assertThat(recorder.lastHealth().unwatched()).contains("probe");
  }

  @Test
  void aListenerWithAnUnknownLayerIsCountedAndTrainingGoesOn() {
    Recorder recorder = new Recorder();
    try (Infoscope scope = Infoscope.builder().probe(FLAT).layers("thrid").sink(recorder).build()) {
      RepeatableTraining.Outcome with = RepeatableTraining.DROPOUT.train(3, scope.listener());
      assertThat(with.parameters())
          .containsExactly(RepeatableTraining.DROPOUT.train(3).parameters());
    }
    assertThat(recorder.lastHealth().failures()).containsEntry("listener", 1L);
    assertThat(recorder.lastHealth().unwatched()).contains("thrid");
    assertThat(recorder.lastHealth().skipped()).containsEntry("off", 3L);
  }

  @Test
  void aPortInUseIsCountedAndTrainingGoesOn() throws Exception {
    Recorder recorder = new Recorder();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Infoscope scope =
            Infoscope.builder()
                .probe(FLAT)
                .serve(taken.getLocalPort())
                .sink(recorder)
                .synchronous()
                .build()) {
      assertThat(scope.uri()).isEmpty();
      RepeatableTraining.DROPOUT.train(2, scope.listener());
    }
    assertThat(recorder.reports).hasSize(2);
    assertThat(recorder.lastHealth().failures()).containsEntry("endpoint", 1L);
  }

  @Test
  void theKillSwitchLeavesNothingRunning() {
    Recorder recorder = new Recorder();
    try (Infoscope scope =
        Infoscope.builder().probe(FLAT).enabled(false).serve(0).sink(recorder).build()) {
      RepeatableTraining.DROPOUT.train(2, scope.listener());
      scope.sample(Networks.denseWithDropout(), 1);
      assertThat(scope.uri()).isEmpty();
    }
    assertThat(recorder.runs).isEmpty();
  }

  @Test
  void theSystemPropertyHasTheLastWord() {
    System.setProperty("infoscope.enabled", "false");
    try (Infoscope scope = Infoscope.builder().probe(FLAT).enabled(true).serve(0).build()) {
      assertThat(scope.uri()).isEmpty();
    } finally {
      System.clearProperty("infoscope.enabled");
    }
  }

  @Test
  void closeEndsThreadAndPortAndMayBeRepeated() {
    Infoscope scope = Infoscope.builder().probe(FLAT).run("closing").serve(0).build();
    MultiLayerNetwork network = Networks.denseWithDropout();
    scope.attach(network);
    network.fit(FLAT);
    scope.sample(network, 1);
    scope.close();
    scope.close();
    scope.sample(network, 2);
    List<String> alive =
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.equals("infoscope-closing"))
            .toList();
    assertThat(alive).isEmpty();
    assertThat(scope.uri().orElseThrow())
        .satisfies(
            uri ->
                new ServerSocket(uri.getPort(), 1, InetAddress.getByName(uri.getHost())).close());
  }
}
