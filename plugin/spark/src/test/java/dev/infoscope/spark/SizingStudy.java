// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.measure.Reading;
import dev.infoscope.network.Moment;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a probe on Spark costs, and a model of it. */
@Command(
    name = "SizingStudy",
    mixinStandardHelpOptions = true,
    description = {
      "Measures what a probe on Spark costs: images of MNIST, tiled with seeded noise, through an"
          + " MLP. Each design, as hidden units, classes and bins in 64-32:10:30; the first is"
          + " measured for all numbers of rows and cores, the others for the fewest rows on most"
          + " cores.",
      "With --fit a model is fitted to all runs in the table."
    })
final class SizingStudy implements Callable<Integer> {
  private static final long WARM_ROWS = 20_000;

  @Option(names = "--mnist", paramLabel = "FOLDER")
  private Path mnist = Path.of("");

  @Option(names = "--cores", split = ",", paramLabel = "N")
  private int[] cores = {};

  @Option(names = "--rows", split = ",", paramLabel = "N")
  private long[] rows = {};

  @Option(names = "--designs", split = ",", paramLabel = "DESIGN", defaultValue = "64-32:10:30")
  private List<String> designs = List.of();

  @Option(names = "--without", split = ",", paramLabel = "MEASURE")
  private Set<String> without = Set.of();

  @Option(names = "--csv", paramLabel = "FILE", description = "Table to write or to append to.")
  private Path csv = Path.of("sizing.csv");

  @Option(names = "--fit", description = "Fit a model to the table, after the runs.")
  private boolean fit;

  @Option(names = "--predict", paramLabel = "ROWS", defaultValue = "100000000")
  private long predictedRows;

  @Option(names = "--executors", paramLabel = "N", defaultValue = "100")
  private int executors;

  private final PrintStream out = System.out;

  private SizingStudy() {}

  /** Measures and prints. */
  public static void main(String[] arguments) {
    int status = new CommandLine(new SizingStudy()).execute(arguments);
    if (status != 0) {
      System.exit(status);
    }
  }

  @Override
  public Integer call() throws Exception {
    if (rows.length > 0) {
      measure(TiledDigits.in(mnist));
    }
    List<SizingRun> all = runs();
    speedups(all);
    if (fit) {
      SizingModel model = new SizingModel(all);
      out.print(model.words());
      SizingDesign design = SizingDesign.parse(designs.get(0));
      out.print(model.prediction(SizingCase.of(predictedRows, executors, design)));
    }
    return 0;
  }

  private void measure(TiledDigits digits) throws Exception {
    Map<SizingDesign, SharedNetwork> networks = new LinkedHashMap<>();
    for (String text : designs) {
      SizingDesign design = SizingDesign.parse(text);
      out.println("training " + design);
      networks.put(design, design.network(digits));
    }
    for (int count : cores) {
      try (SparkSession session = session(count)) {
        SizingDesign first = networks.keySet().iterator().next();
        Work work = new Work(session, digits);
        out.printf(Locale.ROOT, "%d cores; %d rows to warm up%n", count, WARM_ROWS);
        measure(work, SizingCase.of(WARM_ROWS, count, first), networks.get(first));
        for (long some : rows) {
          keep(measure(work, SizingCase.of(some, count, first), networks.get(first)));
        }
        for (SizingDesign design : networks.keySet()) {
          if (!design.equals(first) && count == Arrays.stream(cores).max().orElse(0)) {
            long fewest = Arrays.stream(rows).min().orElse(0);
            keep(measure(work, SizingCase.of(fewest, count, design), networks.get(design)));
          }
        }
      }
    }
  }

  /** Where rows are and who measures them. */
  private record Work(JavaSparkContext context, Broadcast<TiledDigits> digits) {
    Work(SparkSession session, TiledDigits digits) {
      this(JavaSparkContext.fromSparkContext(session.sparkContext()), digits);
    }

    private Work(JavaSparkContext context, TiledDigits digits) {
      this(context, context.broadcast(digits));
    }

    JavaRDD<LabelledRow> rows(SizingCase what) {
      Broadcast<TiledDigits> all = digits;
      long count = what.rows();
      int partitions = what.partitions();
      int classes = what.design().classes();
      return context
          .parallelize(IntStream.range(0, partitions).boxed().toList(), partitions)
          .flatMap(
              part ->
                  all.value()
                      .rows(count * part / partitions, count * (part + 1) / partitions, classes));
    }
  }

  private static SparkSession session(int cores) {
    return SparkSession.builder()
        .master("local[" + cores + "]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.maxResultSize", "0")
        .getOrCreate();
  }

  private SizingRun measure(Work work, SizingCase what, SharedNetwork network) throws Exception {
    JavaRDD<LabelledRow> table = work.rows(what);
    SizingMeter reading = new SizingMeter(out);
    try (reading) {
      work.context().sc().addSparkListener(reading);
      table.foreachPartition(part -> part.forEachRemaining(row -> {}));
      finish(work, reading);
    }
    try (SizingMeter meter = new SizingMeter(out)) {
      work.context().sc().addSparkListener(meter);
      ProbePlan plan = new ProbePlan(SizingCase.SAMPLE, 1, without).withBins(what.design().bins());
      Moment moment = new Moment(1, 1, Instant.EPOCH, Double.NaN);
      ProbeFindings found =
          new SparkProbe(work.context(), network, plan, 2).measureRows(table, moment);
      double seconds = meter.seconds();
      finish(work, meter);
      SizingRun run = meter.run(what, measures(), seconds, reading, found);
      out.println(run.words());
      out.println("  driver by measure: " + durations(found));
      out.println("  I(T;Y) by bins: " + labelInformation(found));
      return run;
    }
  }

  private static void finish(Work work, SizingMeter meter) throws Exception {
    work.context().sc().listenerBus().waitUntilEmpty();
    work.context().sc().removeSparkListener(meter);
  }

  private String measures() {
    return "all" + without.stream().sorted().map(name -> "-" + name).collect(Collectors.joining());
  }

  private static String durations(ProbeFindings found) {
    return found.durations().entrySet().stream()
        .map(
            each ->
                String.format(
                    Locale.ROOT, "%s %.2f s", each.getKey(), each.getValue().toMillis() / 1e3))
        .collect(Collectors.joining(", "));
  }

  private static String labelInformation(ProbeFindings found) {
    return found.readings().stream()
        .filter(reading -> reading.metric().meterName().equals("infoscope.information.label"))
        .filter(reading -> "binned".equals(reading.labels().get("estimator")))
        .map(SizingStudy::words)
        .collect(Collectors.joining(", "));
  }

  private static String words(Reading reading) {
    return String.format(
        Locale.ROOT, "%s %.4f bits %s", reading.layer().name(), reading.value(), reading.flags());
  }

  private void keep(SizingRun run) throws IOException {
    if (!Files.exists(csv)) {
      Files.writeString(csv, SizingRun.head() + "\n");
    }
    Files.writeString(csv, run.line() + "\n", StandardOpenOption.APPEND);
  }

  private List<SizingRun> runs() throws IOException {
    List<SizingRun> all = new ArrayList<>();
    List<String> lines =
        Files.exists(csv) ? Files.readAllLines(csv, StandardCharsets.UTF_8) : List.of();
    lines.stream().skip(1).map(SizingRun::parse).forEach(all::add);
    return all;
  }

  /** Of runs of the same rows on one core and on more. */
  private void speedups(List<SizingRun> all) {
    List<SizingRun> quiet = all.stream().filter(SizingRun::isQuiet).toList();
    for (SizingRun one : quiet) {
      for (SizingRun more : quiet) {
        SizingCase same =
            new SizingCase(
                one.what().rows(),
                more.what().cores(),
                one.what().partitions(),
                one.what().design());
        if (one.what().cores() == 1 && more.what().cores() > 1 && more.what().equals(same)) {
          out.printf(
              Locale.ROOT,
              "%d rows, 1 to %d cores: %.2f times faster without reading and driver (%.1f s to %.1f"
                  + " s), %.2f times in all%n",
              same.rows(),
              same.cores(),
              one.ours() / more.ours(),
              one.ours(),
              more.ours(),
              one.wall() / more.wall());
        }
      }
    }
  }
}
