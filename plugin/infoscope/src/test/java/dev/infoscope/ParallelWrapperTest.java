// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.safety.Situation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.parallelism.ParallelWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The network of a user, two bidirectional LSTM layers, under DL4J's ParallelWrapper. */
@Timeout(120)
class ParallelWrapperTest extends WatchedAndNot {
  private static final DataSet SEQUENCES = Examples.sequences(60, 3, false);
  private static final int ROUNDS = 3;
  private static final int WORKERS = 2;
  private static final long PAUSE = 1_000_000;

  private static Bidirectional bidirectional() {
    return new Bidirectional(Bidirectional.Mode.CONCAT, new LSTM.Builder().nOut(4).build());
  }

  private static MultiLayerNetwork network() {
    return initialised(
        base()
            .list()
            .layer(bidirectional())
            .layer(bidirectional())
            .layer(
                new RnnOutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(Networks.CLASSES)
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.recurrent(Networks.INPUTS, Networks.STEPS)));
  }

  private static ParallelWrapper wrapper(MultiLayerNetwork network, TrainingListener... listeners) {
    ParallelWrapper wrapper =
        new ParallelWrapper.Builder<>(network)
            .workers(WORKERS)
            .prefetchBuffer(0)
            .averagingFrequency(1)
            .build();
    wrapper.setListeners(listeners);
    return wrapper;
  }

  /**
   * Waits until the workers do. Whether one that is still being made trains on its first batch or
   * not is a matter of luck, watched or not.
   */
  private static void awaitWorkers() {
    while (Thread.getAllStackTraces().values().stream()
            .filter(ParallelWrapperTest::waitsForData)
            .count()
        < WORKERS) {
      LockSupport.parkNanos(PAUSE);
    }
  }

  private static boolean waitsForData(StackTraceElement... frames) {
    List<String> calls = Arrays.stream(frames).map(StackTraceElement::toString).toList();
    return calls.stream().anyMatch(call -> call.contains("DefaultTrainer.run"))
        && calls.stream().anyMatch(call -> call.contains("LinkedBlockingQueue.poll"));
  }

  /** Batches for workers that are ready. */
  private static class Patient extends ListDataSetIterator<DataSet> {
    private static final long serialVersionUID = 1;

    Patient(int batch) {
      super(SEQUENCES.copy().asList(), batch);
    }

    @Override
    public DataSet next() {
      awaitWorkers();
      return super.next();
    }
  }

  private static void train(ParallelWrapper wrapper, Supplier<DataSetIterator> data, Runnable then)
      throws Exception {
    try (wrapper) {
      for (int round = 0; round < ROUNDS; round++) {
        wrapper.fit(data.get());
        then.run();
      }
    }
  }

  @Test
  @Situation(
      number = 1,
      value = "ParallelWrapper calls one listener from many threads, with replicas",
      issues = 5438,
      holds = "replicas are skipped and counted as such")
  void replicasAreSkippedAndTheNetworkIsReadAfterEachRound() throws Exception {
    MultiLayerNetwork alone = network();
    train(wrapper(alone), () -> new Patient(BATCH), () -> {});
    MultiLayerNetwork watched = network();
    try (Infoscope scope = watching(SEQUENCES).preset(Preset.ECONOMY).everyIterations(1).build()) {
      scope.attach(watched);
      AtomicInteger round = new AtomicInteger();
      train(
          wrapper(watched, watched.getListeners().toArray(TrainingListener[]::new)),
          () -> new Patient(BATCH),
          () -> scope.sample(watched, round.incrementAndGet()));
    }
    assertThat(watched.params().dup().data().asFloat())
        .isEqualTo(alone.params().dup().data().asFloat());
    assertThat(recorder.lastHealth().failures().values()).containsOnly(0L);
    assertThat(recorder.lastHealth().skipped().get("other-model")).isPositive();
    assertThat(epochs()).contains(1, 2, 3);
    assertThat(recorder.layers()).hasSize(3);
  }

  /** Hands out arrays that lie in a workspace of its own, as iterators of users did. */
  private static DataSetIterator inOwnWorkspace() {
    WorkspaceConfiguration configuration =
        WorkspaceConfiguration.builder().initialSize(1 << 20).build();
    return new Patient(SEQUENCES.numExamples()) { // for one worker, so that one exception is thrown
      @Override
      public DataSet next() {
        DataSet given = super.next();
        try (MemoryWorkspace own =
            Nd4j.getWorkspaceManager().getAndActivateWorkspace(configuration, "OF_A_USER")) {
          assertThat(own.isScopeActive()).isTrue();
          return new DataSet(given.getFeatures().dup(), given.getLabels());
        }
      }
    };
  }

  /** Messages of the exception and its causes. */
  private static List<String> thrown(TrainingListener... listeners) throws Exception {
    List<String> messages = new ArrayList<>();
    try {
      train(wrapper(network(), listeners), ParallelWrapperTest::inOwnWorkspace, () -> {});
    } catch (RuntimeException failure) {
      for (Throwable each = failure; each != null; each = each.getCause()) {
        messages.add(String.valueOf(each.getMessage()));
      }
    }
    return messages;
  }

  @Test
  @Situation(
      number = 1,
      value = "ParallelWrapper calls one listener from many threads, with replicas",
      issues = 10221,
      holds = "an exception about workspaces is the same")
  void theExceptionAboutWorkspacesIsTheSame() throws Exception {
    List<String> with;
    try (Infoscope scope = watching(SEQUENCES).preset(Preset.ECONOMY).everyIterations(1).build()) {
      with = thrown(scope.listener());
    }
    assertThat(with).isEqualTo(thrown());
    assertThat(with).last().asString().contains("workspace");
  }
}
