// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.flow;

import dev.infoscope.Infoscope;
import dev.infoscope.InfoscopeBuilder;
import dev.infoscope.Preset;
import dev.infoscope.dl4j.FlowPruning;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.examples.IdxFiles;
import dev.infoscope.examples.MnistNetworks;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.flow.FlowEstimator;
import dev.infoscope.measure.flow.FlowGraph;
import dev.infoscope.measure.flow.FlowMeasure;
import dev.infoscope.measure.flow.FlowMetrics;
import dev.infoscope.measure.flow.FlowNetwork;
import dev.infoscope.measure.flow.FlowSettings;
import dev.infoscope.measure.flow.InformationFlow;
import dev.infoscope.measure.flow.SampleFlow;
import dev.infoscope.network.Snapshot;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Saliency maps of digits from the flow of single examples, and what the measure costs live. */
@Command(
    name = "flow-images",
    description = "Maps of pixels by information flow, as PNG, and the cost of the live measure.",
    mixinStandardHelpOptions = true)
public final class FlowImages implements Callable<Integer> {
  private static final int BATCH = 128;
  private static final int SIDE = 28;
  private static final int ZOOM = 8;

  @Option(names = "--data", required = true, description = "Folder with the four idx files.")
  private Path data = Path.of("");

  @Option(names = "--rows", description = "Digits that enter the estimates (default: 500).")
  private int rows = 500;

  @Option(names = "--maps", description = "How many maps to draw (default: 10).")
  private int maps = 10;

  @Option(names = "--out", description = "Folder for the maps (default: target/flow).")
  private Path out = Path.of("target", "flow");

  /** The measure with a stopwatch on its thread's processor time. */
  private static final class Timed implements Measure {
    private final FlowMeasure measure;
    private final List<String> lines = new ArrayList<>();

    Timed(FlowSettings settings) {
      measure = new FlowMeasure(settings);
    }

    @Override
    public String name() {
      return "flow-timed";
    }

    @Override
    public Findings measure(Snapshot snapshot) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      Findings findings = measure.measure(snapshot);
      long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      StringBuilder line =
          new StringBuilder(String.format(Locale.ROOT, "%.0f ms CPU;", (end - start) / 1e6));
      for (Reading reading : findings.readings()) {
        if (reading.metric().equals(FlowMetrics.FLOW) && reading.layer() != null) {
          line.append(
              String.format(
                  Locale.ROOT,
                  " %s to %s %.4f bits (%s);",
                  reading.labels().get("source"),
                  reading.labels().get("target"),
                  reading.value(),
                  reading.layer().reduction()));
        }
      }
      lines.add(line.toString());
      return findings;
    }
  }

  @Override
  public Integer call() throws Exception {
    IdxFiles files = new IdxFiles(data);
    List<DataSet> batches = files.training().batchBy(BATCH);
    cost(batches, files.test());
    maps(batches.subList(0, Math.min(120, batches.size())), files.test());
    return 0;
  }

  private static void cost(List<DataSet> batches, DataSet test) {
    Timed binned = new Timed(FlowSettings.defaults());
    Timed neighbours = new Timed(FlowSettings.defaults().withEstimator(FlowEstimator.ksg()));
    List<DataSet> some = batches.subList(0, Math.min(60, batches.size()));
    watch(some, Infoscope.builder().probe(test).measure(binned).measure(neighbours));
    System.out.println("784-256-128-10, live at the defaults, one line per snapshot:");
    binned.lines.forEach(System.out::println);
    System.out.println("the same by nearest neighbours:");
    neighbours.lines.forEach(System.out::println);
  }

  private static void watch(List<DataSet> batches, InfoscopeBuilder measures) {
    MultiLayerNetwork network = new MultiLayerNetwork(MnistNetworks.dense(1));
    network.init();
    InfoscopeBuilder alone =
        measures.preset(Preset.ECONOMY).without("information-plane", "drift").synchronous();
    try (Infoscope scope = alone.build()) {
      for (int epoch = 1; epoch <= 4; epoch++) {
        network.fit(new ListDataSetIterator<>(batches, 1));
        scope.sample(network, epoch);
      }
    }
  }

  private void maps(List<DataSet> batches, DataSet test) throws IOException {
    MultiLayerNetwork network = new MultiLayerNetwork(MnistNetworks.convolutional(1));
    network.init();
    network.fit(new ListDataSetIterator<>(batches, 1));
    Probe probe = Probe.of(test.toMultiDataSet(), null, rows, 1);
    FlowPruning flow =
        new FlowPruning(network, probe, InformationFlow.of(FlowEstimator.binned(8), 1));
    FlowNetwork seen = flow.network();
    int[] examples = new int[maps];
    for (int i = 0; i < maps; i++) {
      examples[i] = i;
    }
    long start = System.nanoTime();
    List<double[][]> all =
        new SampleFlow(FlowEstimator.ksg(), 1)
            .attributions(seen, examples, 0, seen.stages().size() - 1);
    System.out.printf(
        Locale.ROOT,
        "accuracy of the convolutional network %.3f; maps of %d digits over %d examples in %.1f s%n",
        flow.accuracy(),
        maps,
        seen.examples(),
        (System.nanoTime() - start) / 1e9);
    Files.createDirectories(out);
    for (int i = 0; i < maps; i++) {
      draw(all.get(i), strongestOutput(flow.graph(), seen, i), seen, i);
    }
    System.out.println("maps are in " + out);
  }

  /** The class with the largest logit. */
  private static int strongestOutput(FlowGraph graph, FlowNetwork seen, int example) {
    double[] logits = new double[graph.layers().get(graph.layers().size() - 1).width()];
    seen.stages().get(seen.stages().size() - 1).values().copy(example, 1, logits);
    int most = 0;
    for (int k = 1; k < logits.length; k++) {
      most = logits[k] > logits[most] ? k : most;
    }
    return most;
  }

  /** The digit on the left; on the right blue for positive, red for negative. */
  private void draw(double[][] attribution, int output, FlowNetwork seen, int example)
      throws IOException {
    double[] pixels = new double[SIDE * SIDE];
    seen.stages().get(0).values().copy(example, 1, pixels);
    double largest = 1e-300;
    for (double[] row : attribution) {
      largest = Math.max(largest, Math.abs(row[output]));
    }
    BufferedImage image =
        new BufferedImage(2 * SIDE * ZOOM, SIDE * ZOOM, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < SIDE * ZOOM; y++) {
      for (int x = 0; x < SIDE * ZOOM; x++) {
        int pixel = y / ZOOM * SIDE + x / ZOOM;
        int grey = (int) (255 * (1 - Math.min(1, Math.max(0, pixels[pixel]))));
        image.setRGB(x, y, grey << 16 | grey << 8 | grey);
        double share = attribution[pixel][output] / largest;
        int faded = (int) (255 * (1 - Math.sqrt(Math.abs(share))));
        int blue = faded << 16 | faded << 8 | 255;
        int red = 255 << 16 | faded << 8 | faded;
        image.setRGB(x + SIDE * ZOOM, y, share > 0 ? blue : red);
      }
    }
    ImageIO.write(
        image,
        "png",
        out.resolve(String.format(Locale.ROOT, "digit-%d-as-%d.png", example, output)).toFile());
  }
}
