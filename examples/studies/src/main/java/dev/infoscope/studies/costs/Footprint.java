// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import dev.infoscope.Infoscope;
import dev.infoscope.examples.Quickstart;
import dev.infoscope.examples.TwelveBits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Memory during a long run: the quickstart's network, looked at after every epoch. */
@Command(
    name = "footprint",
    description = "Heap and resident memory over a long run of the quickstart.",
    mixinStandardHelpOptions = true)
public final class Footprint implements Callable<Integer> {
  private static final int LINES = 10;
  private static final Path STATUS = Path.of("/proc/self/status");

  @Option(names = "--epochs", description = "Epochs to train (default: 500).")
  private int epochs = 500;

  @Option(names = "--unwatched", description = "Train without Infoscope, for comparison.")
  private boolean unwatched;

  @Override
  public Integer call() throws Exception {
    MultiLayerNetwork network = new MultiLayerNetwork(Quickstart.configuration(1));
    network.init();
    DataSetIterator batches = TwelveBits.batches(TwelveBits.all(), 256);
    try (Infoscope scope =
        Infoscope.builder()
            .probe(TwelveBits.all())
            .probeRows(500)
            .serve(0)
            .synchronous()
            .enabled(!unwatched)
            .build()) {
      network.setListeners(scope.listener());
      System.out.println("epoch  heap MB  resident MB");
      for (int epoch = 1; epoch <= epochs; epoch++) {
        network.fit(batches);
        if (epoch % Math.max(1, epochs / LINES) == 0) {
          print(epoch);
        }
      }
    }
    return 0;
  }

  private static void print(int epoch) throws IOException {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    double heap = (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
    System.out.printf(Locale.ROOT, "%5d  %7.1f  %11.1f%n", epoch, heap, residentMegabytes());
  }

  /** Off-heap arrays show here and nowhere else; NaN where the system does not tell. */
  private static double residentMegabytes() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return Double.NaN;
    }
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("VmRSS:")) {
        return Double.parseDouble(line.replaceAll("\\D+", "")) / 1e3;
      }
    }
    return Double.NaN;
  }
}
