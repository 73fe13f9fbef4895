// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.alerts;

import dev.infoscope.Infoscope;
import dev.infoscope.examples.Accuracy;
import dev.infoscope.examples.IdxFiles;
import dev.infoscope.examples.RunOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Handwritten digits, and something that goes wrong halfway: what alerts are tried on. */
@Command(
    name = "fault",
    description = "MNIST on a small network; from some epoch on something goes wrong.",
    mixinStandardHelpOptions = true)
public final class FaultyRun implements Callable<Integer> {
  private static final int BATCH = 64;

  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "--data", required = true, description = "Folder with the four idx files.")
  private Path data = Path.of("");

  @Option(names = "--rows", description = "Training examples to use (default: 10000).")
  private int rows = 10_000;

  @Option(names = "--probe", description = "Probe examples (default: 1000).")
  private int probe = 1000;

  @Option(names = "--epochs", description = "Epochs to train (default: 30).")
  private int epochs = 30;

  @Option(names = "--network", description = "One of ${COMPLETION-CANDIDATES} (default: RELU).")
  private FaultNetwork kind = FaultNetwork.RELU;

  @Option(names = "--fault", description = "One of ${COMPLETION-CANDIDATES} (default: NONE).")
  private Fault fault = Fault.NONE;

  @Option(names = "--from", description = "First epoch of the fault (default: 15).")
  private int from = 15;

  @Option(
      names = "--least",
      description = "Least seconds an epoch takes, to be scraped (default: 0).")
  private double least;

  @Option(
      names = "--patience",
      description = "Seconds to wait for two scrapes at the end (default: 0).")
  private double patience;

  private DataSet chosen(DataSet all) {
    all.shuffle(options.seed());
    return (DataSet) all.getRange(0, rows);
  }

  @Override
  public Integer call() throws Exception {
    IdxFiles files = new IdxFiles(data);
    DataSet training = chosen(files.training());
    DataSet test = files.test();
    MultiLayerNetwork network = new MultiLayerNetwork(kind.configuration(options.seed()));
    network.init();
    Infoscope scope = scope(test);
    scope.attach(network);
    train(network, training, test, scope);
    options.lingerIfAsked(scope.uri());
    scope.close();
    return 0;
  }

  private Infoscope scope(DataSet test) {
    return options
        .builder()
        .probe(test)
        .probeRows(probe)
        .run(options.run("fault"))
        .model(kind.label())
        .plannedEpochs(epochs)
        .awaitScrapes(Duration.ofMillis((long) (1e3 * patience)))
        .build();
  }

  private void train(MultiLayerNetwork network, DataSet training, DataSet test, Infoscope scope)
      throws InterruptedException {
    for (int epoch = 1; epoch <= epochs; epoch++) {
      long start = System.nanoTime();
      if (epoch == from) {
        fault.strike(network, training, kind.rate(), options.seed());
      }
      network.fit(new ListDataSetIterator<>(training.batchBy(BATCH), 1));
      scope.flush();
      tell(epoch, network, test);
      Thread.sleep(Math.max(0, (long) (1e3 * least - (System.nanoTime() - start) / 1e6)));
    }
  }

  private void tell(int epoch, MultiLayerNetwork network, DataSet test) {
    String remark = epoch == from && fault != Fault.NONE ? "  <- " + fault : "";
    System.out.printf(
        Locale.ROOT,
        "%s epoch %d/%d loss %.4f accuracy %.4f%s%n",
        options.run("fault"),
        epoch,
        epochs,
        network.score(),
        Accuracy.of(network, test),
        remark);
  }
}
