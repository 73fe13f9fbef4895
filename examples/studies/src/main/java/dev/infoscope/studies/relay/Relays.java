// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.relay;

import dev.infoscope.examples.IdxFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.DataSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Hintze and Adami 2023 (arXiv 2301.00911) on MNIST: relays, modules, all knockouts. */
@Command(
    name = "relays",
    description =
        "Relay information and every knockout of a trained and a composed 784-20-10 network,"
            + " beside the paper's numbers.",
    mixinStandardHelpOptions = true)
public final class Relays implements Callable<Integer> {
  private static final double[][] PAPER_FULL = {
    {-1.263, -1.541, -1.094, -1.296, -1.299, -1.121, -1.447, -1.370, -1.267, -1.342},
    {.477, .440, .482, .508, .634, .600, .505, .692, .548, .698}
  };
  private static final double[][] PAPER_COMPOSED = {
    {-1.968, -2.140, -1.543, -1.549, -1.697, -1.485, -1.736, -1.826, -1.355, -1.603},
    {.867, .846, .941, .938, .914, .750, .902, .853, .741, .813}
  };

  @Option(names = "--data", required = true, description = "Folder with the four idx files.")
  private Path data = Path.of("");

  @Option(names = "--epochs", description = "Most epochs of each network (default: 150).")
  private int epochs = 150;

  @Option(names = "--threads", description = "Threads of the analysis (default: 2).")
  private int threads = 2;

  @Option(names = "--seed", description = "Seed of the networks (default: 1).")
  private long seed = 1;

  @Option(names = "--figures", description = "Folder for the figures, SVG.")
  private @Nullable Path figures;

  @Override
  public Integer call() throws Exception {
    IdxFiles files = new IdxFiles(data);
    RelayNetworks networks = new RelayNetworks(files.training(), seed);
    DataSet test = files.test();
    RelayStudy full = study("full", networks.full(epochs), test, PAPER_FULL);
    RelayStudy composed = study("composed", networks.composed(epochs), test, PAPER_COMPOSED);
    printModules(composed);
    if (figures != null) {
      draw(figures, full, composed);
    }
    return 0;
  }

  private static void printModules(RelayStudy composed) {
    line(
        "composed: true module found by essentiality %d, by A %d, as last pair %d of 10 digits"
            + " (paper 10, 7, 7)",
        RelayStudy.modulesFound(composed.essentiality()),
        RelayStudy.modulesFound(composed.aggregated()),
        composed.modulesThatSurvive());
  }

  private RelayStudy study(String name, MultiLayerNetwork network, DataSet test, double[][] paper) {
    long start = System.nanoTime();
    RelayStudy study = new RelayStudy(network, test, threads);
    line(
        "%n%s network, 10,000 test images: accuracy %.4f; all 2^20 sets and knockouts of ten"
            + " digits in %.0f s",
        name, study.accuracy(), (System.nanoTime() - start) / 1e9);
    printDigits(study, paper);
    agreement("A", study, study.aggregated());
    agreement("E", study, study.essentiality());
    agreement("U", study, study.unique());
    return study;
  }

  private static void printDigits(RelayStudy study, double[][] paper) {
    row("digit", "%d", digit -> digit);
    row("I_R of all, bits", "%.3f", digit -> study.digit(digit).relay());
    row("  by chance", "%.3f", study::byChance);
    row("module size", "%.0f", digit -> study.digit(digit).path().moduleSize(0.95));
    row("greedy's shortfall", "%.3f", digit -> study.digit(digit).shortfall());
    row("sets above greedy", "%.0e", digit -> study.digit(digit).shareAbove());
    row("coefficient of I", "%.3f", digit -> study.digit(digit).fit().information());
    row("  the paper's", "%.3f", digit -> paper[0][digit]);
    row("coefficient of D", "%.3f", digit -> study.digit(digit).fit().size());
    row("R squared", "%.3f", digit -> study.digit(digit).fit().explained());
    row("  the paper's", "%.3f", digit -> paper[1][digit]);
  }

  private static void agreement(String score, RelayStudy study, double[][] scores) {
    line(
        "Spearman of %s with what knocking a neuron out costs: %.2f (held at 0), %.2f (at its"
            + " mean)",
        score, study.agreement(scores, false), study.agreement(scores, true));
  }

  private static void row(String name, String format, IntFunction<Object> value) {
    String cells =
        IntStream.range(0, RelayStudy.DIGITS)
            .mapToObj(
                digit ->
                    String.format(
                        Locale.ROOT, "%8s", String.format(Locale.ROOT, format, value.apply(digit))))
            .collect(Collectors.joining());
    line("%-20s%s", name, cells);
  }

  private static void draw(Path folder, RelayStudy full, RelayStudy composed) throws Exception {
    Files.createDirectories(folder);
    List<RelayFigure.Panel> panels =
        List.of(
            new RelayFigure.Panel("composed, essentiality", composed.essentiality()),
            new RelayFigure.Panel("full, essentiality", full.essentiality()),
            new RelayFigure.Panel("composed, aggregated", composed.aggregated()),
            new RelayFigure.Panel("full, aggregated", full.aggregated()));
    String matrices = RelayFigure.matrices("Relays of MNIST, digit by hidden neuron", panels);
    Files.writeString(folder.resolve("relay-matrices.svg"), matrices);
    String title = "Full network: best set of each size (dots), greedy path (line), bits";
    Files.writeString(folder.resolve("relay-paths.svg"), RelayFigure.paths(title, full));
  }

  private static void line(String template, Object... values) {
    System.out.printf(Locale.ROOT, template + "%n", values);
  }
}
