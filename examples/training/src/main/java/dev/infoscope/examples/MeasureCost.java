// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import dev.infoscope.Infoscope;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Snapshot;
import dev.infoscope.measure.causal.CausalMeasure;
import dev.infoscope.measure.causal.CausalSettings;
import dev.infoscope.measure.neuron.AblationMeasure;
import dev.infoscope.measure.neuron.AblationSettings;
import dev.infoscope.measure.neuron.NeuronImportance;
import dev.infoscope.measure.neuron.NeuronSettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Processor time of one measure on the dense MNIST network, moving and at rest. */
@Command(
    name = "measure-cost",
    aliases = "causal-cost",
    description = "Processor time of one measure at its defaults on a 784-256-128-10 network.",
    mixinStandardHelpOptions = true)
final class MeasureCost implements Callable<Integer> {
  private static final int BATCH = 128;
  private static final int AT_REST = 20;

  @Option(names = "--data", required = true, description = "Folder with the four idx files.")
  private Path data = Path.of("");

  @Option(names = "--epochs", description = "Epochs to train (default: 12).")
  private int epochs = 12;

  @Option(names = "--measure", description = "causal (default), neurons or ablation.")
  private String measure = "causal";

  /** The measure with a stopwatch on its thread's processor time. */
  private static final class Timed implements Measure {
    private final Measure measure;
    private final List<Double> millis = new ArrayList<>();

    Timed(Measure measure) {
      this.measure = measure;
    }

    @Override
    public String name() {
      return measure.name() + "-timed";
    }

    @Override
    public boolean readsWeights() {
      return measure.readsWeights();
    }

    @Override
    public Findings measure(Snapshot snapshot) throws Exception {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      Findings findings = measure.measure(snapshot);
      long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      millis.add((end - start) / 1e6);
      return findings;
    }
  }

  @Override
  public Integer call() throws Exception {
    IdxFiles files = new IdxFiles(data);
    DataSet test = files.test();
    DataSetIterator batches = new ListDataSetIterator<>(files.training().batchBy(BATCH), 1);
    MultiLayerNetwork network = new MultiLayerNetwork(MnistNetworks.dense(1));
    network.init();
    Timed timed = new Timed(chosen());
    try (Infoscope scope =
        Infoscope.builder()
            .probe(test)
            .without("information-plane", "causal", "neurons")
            .measure(timed)
            .synchronous()
            .build()) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        network.fit(batches);
        scope.sample(network, epoch);
      }
      for (int look = 1; look <= AT_REST; look++) {
        scope.sample(network, epochs + look);
      }
    }
    print("moved weights", timed.millis.subList(0, epochs));
    print("weights at rest", timed.millis.subList(epochs, epochs + AT_REST));
    return 0;
  }

  private Measure chosen() {
    return switch (measure) {
      case "causal" -> new CausalMeasure(CausalSettings.defaults());
      case "neurons" -> new NeuronImportance(NeuronSettings.defaults());
      case "ablation" -> new AblationMeasure(AblationSettings.defaults().withEveryEpochs(1), 0);
      default ->
          throw new IllegalArgumentException(
              "--measure (" + measure + ") must be causal, neurons or ablation");
    };
  }

  private static void print(String what, List<Double> millis) {
    List<Double> sorted = millis.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%-16s CPU ms per look: first %.2f, median %.2f, most %.2f (%d looks)%n",
        what,
        millis.get(0),
        sorted.get(sorted.size() / 2),
        sorted.get(sorted.size() - 1),
        sorted.size());
  }
}
