// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.cli.history.HistoryFiles;
import dev.infoscope.cli.network.ClassOptions;
import dev.infoscope.cli.network.ExampleOptions;
import dev.infoscope.cli.network.ModelFile;
import dev.infoscope.cli.network.Normalization;
import dev.infoscope.cli.network.OpenMetricsOption;
import dev.infoscope.cli.network.ReplayOptions;
import dev.infoscope.cli.network.RunSettings;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.Matrix;
import dev.infoscope.discrete.KeptRows;
import dev.infoscope.dl4j.probe.OmpThreads;
import dev.infoscope.measure.drift.DriftSettings;
import dev.infoscope.network.Moment;
import dev.infoscope.publish.history.History;
import dev.infoscope.publish.history.HistoryException;
import dev.infoscope.publish.history.HistoryFile;
import dev.infoscope.report.Conditions;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.RederivedEntries;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code probe}: measures a saved network on a table of any size. */
@Command(
    name = "probe",
    description = {
      "Measures a saved network on a table of any size, and appends one report to a history. The"
          + " readings are the same to the bit for any number of partitions and order of rows.",
      "Measures of counts read all rows; measures of pairs of rows read --probe-rows of them,"
          + " chosen by hash of their ids."
    },
    sortOptions = false)
final class ProbeCommand implements Callable<Integer> {
  /** So that damaged values are told, and not measured. */
  private static final String CHECK_SUMS = "parquet.page.verify-checksum.enabled";

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "The network, saved by DL4J (.zip) or Keras 2 (.h5), with one input.")
  private Path model = Path.of("");

  @Option(
      names = "--data",
      required = true,
      paramLabel = "PATH",
      description = "The table, Parquet; a path or address that Spark reads.")
  private String data = "";

  @Option(
      names = "--features",
      defaultValue = "features",
      paramLabel = "COLUMN",
      description = "Column of arrays of numbers or vectors; default ${DEFAULT-VALUE}.")
  private String features = "";

  @Option(
      names = "--label",
      defaultValue = "label",
      paramLabel = "COLUMN",
      description =
          "Column of classes, whole numbers from 0 (doubles, too); default ${DEFAULT-VALUE}.")
  private String label = "";

  @Option(
      names = "--id",
      defaultValue = "",
      paramLabel = "COLUMN",
      description =
          "Column of whole numbers, by which rows are sampled; default: a hash of the row.")
  private String id = "";

  @Mixin private ExampleOptions examples = new ExampleOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "History to write or to append to, JSON lines.")
  private Path out = Path.of("");

  @Mixin private OpenMetricsOption openMetrics = new OpenMetricsOption();

  @Option(
      names = "--depth",
      defaultValue = "2",
      converter = PositiveNumber.class,
      paramLabel = "N",
      description = "Depth of the tree in which counts are merged; default ${DEFAULT-VALUE}.")
  private int depth;

  @Mixin private ClassOptions classes = new ClassOptions();

  @Mixin private RunSettings settings = new RunSettings();

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    ReplayOptions options = settings.options(model, 0, -1, examples.predict());
    ProbePlan plan =
        new ProbePlan(options.probeRows(), options.seed(), new HashSet<>(options.without()));
    openMetrics.check(out, List.of(model));
    ModelFile saved = new ModelFile(model, classes.allowed());
    Moment moment = saved.moment();
    Normalization normal = Normalization.of(saved, examples.normalizer());
    RederivedEntries derived = written(plan, options.run());
    EpochReport report;
    try (SparkSession session = Session.open("infoscope probe")) {
      ProbeFindings found = measure(session, plan, normal, moment);
      String name =
          options.model().isEmpty() ? saved.read().getClass().getSimpleName() : options.model();
      report = found.report(options.run(), name, options.tags());
    }
    append(derived.next(History.entry(History.line(report.entry()))));
    PrintWriter shown = command.commandLine().getOut();
    HistoryFiles.tell(command.commandLine().getErr(), openMetrics.write(out, shown));
    if (!openMetrics.isStandard()) {
      tell(shown, normal, report);
    }
    return 0;
  }

  /** What the history holds already, so that drift goes on from there. */
  private RederivedEntries written(ProbePlan plan, String run) throws IOException {
    boolean drift = !plan.without().contains("drift");
    RederivedEntries derived = new RederivedEntries(drift ? DriftSettings.defaults() : null);
    try {
      HistoryFile.check(out);
      if (Files.exists(out)) {
        History.forEach(out, entry -> derived.recall(ofRun(entry, run)));
      }
      return derived;
    } catch (HistoryException e) {
      throw new InputException(e.file(), e.what());
    }
  }

  private ReportEntry ofRun(ReportEntry entry, String run) {
    if (!entry.run().equals(run)) {
      throw new InputException(out, "holds run %s, not %s; choose another file", entry.run(), run);
    }
    return entry;
  }

  private ProbeFindings measure(
      SparkSession session, ProbePlan plan, Normalization normal, Moment moment) throws Exception {
    try {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
      ParquetFiles.require(context.hadoopConfiguration(), data);
      Dataset<Row> table = session.read().option(CHECK_SUMS, true).parquet(data);
      Columns columns = new Columns(features, label, id);
      columns.require(table.schema());
      SharedNetwork network = network(columns.width(table, examples.lengths()));
      if (normal.isOpen()) {
        KeptRows some = new SparkProbe(context, network, plan, depth).sample(table, columns);
        normal.apply(matrix(some, network.width()));
        network = normal.isApplied() ? network.normalized() : network;
      }
      return new SparkProbe(context, network, plan, depth).measure(table, columns, moment);
    } catch (RefusedRow | IllegalArgumentException refused) {
      throw new InputException(Path.of(data), String.valueOf(refused.getMessage()));
    } catch (Exception failure) {
      throw UnreadableTable.of(Path.of(data), failure);
    }
  }

  /** For the normaliser to look at. */
  private Matrix matrix(KeptRows some, int width) {
    double[] values = Arrays.stream(some.values()).flatMapToDouble(Arrays::stream).toArray();
    return new Matrix(Path.of(data), some.ids().length, width, values);
  }

  private SharedNetwork network(long... example) throws IOException {
    try {
      return SharedNetwork.of(model, classes.names(), example).predictedBy(examples.predict());
    } catch (IllegalArgumentException refused) {
      throw new InputException(model, String.valueOf(refused.getMessage()));
    }
  }

  private void append(ReportEntry entry) {
    try (HistoryFile history = new HistoryFile(out)) {
      history.publish(entry);
    } catch (HistoryException e) {
      throw new InputException(e.file(), e.what());
    } catch (IOException e) {
      throw InputException.unwritable(out, e);
    }
  }

  private void tell(PrintWriter shown, Normalization normal, EpochReport report) {
    shown.print(normal.line());
    shown.printf(
        Locale.ROOT,
        "%s: %d readings of epoch %d on %d rows%n",
        out,
        report.readings().size(),
        report.moment().epoch(),
        report.run().provenance().samples());
    shown.println(
        Conditions.of(1)
            .withSeed(report.run().provenance().seed())
            .withOmpThreads(OmpThreads.count())
            .words());
    shown.flush();
  }
}
