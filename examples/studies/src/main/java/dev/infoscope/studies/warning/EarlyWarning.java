// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

import dev.infoscope.studies.faults.ImageTask;
import dev.infoscope.studies.faults.RunFolder;
import dev.infoscope.studies.faults.RunPlan;
import dev.infoscope.studies.faults.RunQueue;
import dev.infoscope.studies.faults.RunSeries;
import dev.infoscope.studies.faults.TaskRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether information shows a fault before loss and accuracy do. */
@Command(
    name = "early-warning",
    description =
        "Trains small networks, healthy ones and such in which something goes wrong, and says which"
            + " quantity shows it first at the same rate of false alarms.",
    mixinStandardHelpOptions = true)
public final class EarlyWarning implements Callable<Integer> {
  private static final int POOL = 8000;

  @Option(names = "--data", description = "Folder with the four idx files of MNIST.")
  private @Nullable Path data;

  @Option(names = "--generated", description = "Without MNIST: only the tasks that are generated.")
  private boolean generated;

  @Option(
      names = "--series",
      description = "Train nothing; judge the series of this file, as --csv wrote it.")
  private @Nullable Path series;

  @Option(
      names = "--runs",
      description = "Folder with a file per run; runs that are there are not trained again.")
  private Path runs = Path.of("early-warning-runs");

  @Option(
      names = "--healthy",
      description = "Healthy runs of each of 12 pairs of network and task (default: 17).")
  private int healthy = 17;

  @Option(names = "--seeds", description = "Runs of each kind of fault (default: 20).")
  private int seeds = 20;

  @Option(names = "--epochs", description = "Epochs of each run (default: 40).")
  private int epochs = 40;

  @Option(names = "--rows", description = "Rows of an epoch (default: 600).")
  private int rows = 600;

  @Option(names = "--probe", description = "Rows of the probe (default: 400).")
  private int probe = 400;

  @Option(names = "--workers", description = "Runs at a time (default: 2).")
  private int workers = 2;

  @Option(names = "--quick", description = "Two healthy runs of each pair and two of each fault.")
  private boolean quick;

  @Option(names = "--csv", description = "Packed file for all series.")
  private Path csv = Path.of("early-warning.csv.gz");

  @Option(names = "--figure", description = "File for the figure of leads.")
  private Path figure = Path.of("early-warning.svg");

  @Option(
      names = "--replay",
      description = "File for unit tests of the rules with some of the runs.")
  private @Nullable Path replay;

  @Override
  public Integer call() throws Exception {
    List<RunSeries> all = series == null ? trained() : RunFolder.read(series);
    Halves halves = Halves.of(all);
    System.out.printf(
        Locale.ROOT,
        "%d runs: %d healthy for thresholds, %d for false alarms, %d with %d kinds of faults%n",
        all.size(),
        halves.calibration().size(),
        halves.healthy().size(),
        halves.faulty().size(),
        halves.kinds().size());
    if (replay != null) {
      Files.writeString(replay, RecordedRuleTests.of(halves));
    }
    judge(halves);
    return 0;
  }

  private void judge(Halves halves) throws IOException {
    Panel drift = new Panel(Detector.DRIFT, halves);
    Files.writeString(figure, LeadFigure.of(halves, drift));
    WarningTables tables = new WarningTables(halves, drift, System.out);
    tables.faultByJudge();
    tables.leads();
    tables.localisation();
    tables.shipped();
    WarningTables.detectors(System.out);
    List<Panel> panels = new ArrayList<>();
    for (Detector detector : Detector.all()) {
      Panel panel = detector.equals(Detector.DRIFT) ? drift : new Panel(detector, halves);
      new WarningTables(halves, panel, System.out).detector();
      panels.add(panel);
    }
    new BestDetectors(halves, panels, System.out).print();
  }

  private List<RunSeries> trained() throws Exception {
    if (data == null && !generated) {
      throw new IllegalArgumentException("--data (none) or --generated must be given");
    }
    List<RunPlan> plans = RunPlan.all(quick ? 2 : healthy, quick ? 2 : seeds, epochs);
    if (generated) {
      plans.removeIf(plan -> plan.task() == ImageTask.MNIST);
    }
    String settings =
        String.format(Locale.ROOT, "%d epochs, %d rows, probe of %d", epochs, rows, probe);
    RunFolder folder = new RunFolder(runs, settings);
    Path mnist = data == null ? Path.of("") : data; // not read where no run is on it
    new RunQueue(new TaskRows(mnist, POOL, probe), rows, folder, System.out).train(plans, workers);
    folder.pack(plans, csv);
    return RunFolder.read(csv);
  }
}
