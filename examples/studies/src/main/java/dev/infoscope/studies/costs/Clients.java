// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import dev.infoscope.Infoscope;
import dev.infoscope.examples.MnistNetworks;
import dev.infoscope.numeric.Quantiles;
import dev.infoscope.report.EpochReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What those who look on cost: epochs of the dense MNIST network on made-up images, watched by
 * Infoscope at its defaults, with and without clients in a process of their own, in turns. The
 * first epoch of each turn is not counted, as clients catch up in it.
 */
@Command(
    name = "clients",
    description = "Time of epochs with and without many clients of the live page, in turns.",
    mixinStandardHelpOptions = true)
public final class Clients implements Callable<Integer> {
  private static final int BATCH = 128;
  private static final int FEATURES = 784;
  private static final int CLASSES = 10;
  private static final int PROBE = 2000;

  @Option(names = "--clients", description = "Clients that read (default: 32).")
  private int clients = 32;

  @Option(names = "--turns", description = "Turns of each kind (default: 5).")
  private int turns = 5;

  @Option(names = "--epochs", description = "Epochs per turn, the first not counted (default: 17).")
  private int epochs = 17;

  @Option(names = "--every", description = "Epochs between two snapshots (default: 8).")
  private int every = 8;

  @Option(names = "--examples", description = "Examples of an epoch (default: 12000).")
  private int examples = 12_000;

  private final List<EpochReport> reports = new CopyOnWriteArrayList<>();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private long frames;
  private long bytes;

  /** Seconds of each counted epoch: on the clock, and of the training thread's processor time. */
  private record Epochs(List<Double> clock, List<Double> processor) {
    Epochs() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  @Override
  public Integer call() throws Exception {
    DataSetIterator batches = new ListDataSetIterator<>(images(examples).batchBy(BATCH), 1);
    MultiLayerNetwork network = new MultiLayerNetwork(MnistNetworks.dense(1));
    network.init();
    Epochs without = new Epochs();
    Epochs with = new Epochs();
    try (Infoscope scope =
        Infoscope.builder()
            .probe(images(PROBE))
            .run("clients")
            .everyEpochs(every)
            .serve(0)
            .sink(reports::add)
            .build()) {
      network.setListeners(scope.listener());
      train(network, batches, new Epochs()); // warm-up
      for (int turn = 0; turn < turns; turn++) {
        train(network, batches, without);
        watched(scope.uri().orElseThrow(), () -> train(network, batches, with));
      }
    }
    print(without, with);
    return 0;
  }

  /** Each class has an image of its own, under noise. */
  private static DataSet images(int rows) {
    Random random = new Random(1);
    float[][] pattern = new float[CLASSES][FEATURES];
    for (float[] image : pattern) {
      for (int i = 0; i < FEATURES; i++) {
        image[i] = random.nextFloat();
      }
    }
    float[][] features = new float[rows][FEATURES];
    float[][] labels = new float[rows][CLASSES];
    for (int row = 0; row < rows; row++) {
      labels[row][row % CLASSES] = 1;
      for (int i = 0; i < FEATURES; i++) {
        features[row][i] = (float) (pattern[row % CLASSES][i] + random.nextGaussian());
      }
    }
    return new DataSet(Nd4j.create(features), Nd4j.create(labels));
  }

  private void train(MultiLayerNetwork network, DataSetIterator batches, Epochs seconds) {
    for (int epoch = 0; epoch < epochs; epoch++) {
      long start = System.nanoTime();
      long used = threads.getCurrentThreadCpuTime();
      network.fit(batches);
      if (epoch > 0) {
        seconds.clock().add((System.nanoTime() - start) / 1e9);
        seconds.processor().add((threads.getCurrentThreadCpuTime() - used) / 1e9);
      }
    }
  }

  private void watched(URI page, Runnable training) throws IOException, InterruptedException {
    Process watchers =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                SimulatedBrowsers.class.getName(),
                page.toString(),
                String.valueOf(clients))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = watchers.inputReader()) {
      said.readLine(); // all have caught up
      training.run();
      watchers.getOutputStream().close();
      String[] read = String.valueOf(said.readLine()).split(" ", -1);
      frames += Long.parseLong(read[0]);
      bytes += Long.parseLong(read[1]);
    } finally {
      watchers.destroy();
      watchers.waitFor();
    }
  }

  private void print(Epochs without, Epochs with) {
    System.out.printf(
        Locale.ROOT,
        "%d clients and one that never reads, %d turns of each kind, a snapshot every %d epochs%n",
        clients,
        turns,
        every);
    System.out.printf(Locale.ROOT, "clients read     %d reports, %.1f MB%n", frames, bytes / 1e6);
    System.out.println("median seconds   without     with    ratio");
    print("epoch", without.clock(), with.clock());
    print("training thread", without.processor(), with.processor());
  }

  private static void print(String what, List<Double> without, List<Double> with) {
    double a = median(without);
    double b = median(with);
    System.out.printf(Locale.ROOT, "%-16s %7.3f  %7.3f  %7.3f%n", what, a, b, b / a);
  }

  private static double median(List<Double> values) {
    return Quantiles.median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
