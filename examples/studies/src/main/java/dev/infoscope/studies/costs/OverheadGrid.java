// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import com.sun.management.OperatingSystemMXBean;
import dev.infoscope.Infoscope;
import dev.infoscope.InfoscopeBuilder;
import dev.infoscope.Preset;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What watching costs by network, preset and schedule: trainings with Infoscope, alternating with
 * trainings that nobody watches and trainings under DL4J's StatsListener.
 */
@Command(
    name = "overhead-grid",
    description = "Cost of watching five networks by preset and schedule, beside StatsListener.",
    mixinStandardHelpOptions = true)
public final class OverheadGrid implements Callable<Integer> {
  static final String NONE = "none";
  static final String STATS = "StatsListener";
  static final String NEVER = "-";
  static final String EPOCH = "epoch";
  static final List<String> SCHEDULES = List.of("1", "4", "16", "64", "256", EPOCH);

  @Option(names = "--data", description = "Folder with the four idx files.")
  private @Nullable Path data;

  @Option(
      names = "--problem",
      split = ",",
      description = "Which ones (default: quickstart,MNIST MLP,small CNN,LSTM,two inputs).")
  private List<String> chosen = GridProblem.NAMES;

  @Option(
      names = "--draw",
      split = ",",
      description = "Train nothing; print and draw what is in these files, and write it as one.")
  private List<Path> drawn = List.of();

  @Option(names = "--seeds", description = "Trainings of each kind (default: 5).")
  private int seeds = 5;

  @Option(names = "--quick", description = "One epoch of each, one seed, two schedules.")
  private boolean quick;

  @Option(names = "--csv", description = "File for one line per training.")
  private Path csv = Path.of("overhead-grid.csv");

  @Option(names = "--figure", description = "File for the figure.")
  private Path figure = Path.of("overhead-grid.svg");

  private final List<GridRun> runs = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    if (!drawn.isEmpty()) {
      for (Path file : drawn) {
        Files.readAllLines(file).stream().skip(1).map(GridRun::of).forEach(runs::add);
      }
      write();
    } else if (data == null) {
      throw new IllegalArgumentException("--data (none) must be given");
    } else {
      train(GridProblem.all(data).stream().filter(each -> chosen.contains(each.name())).toList());
    }
    print("processor time of the process", GridRun::process);
    print("processor time of the training thread", GridRun::training);
    return 0;
  }

  private void train(List<GridProblem> all) throws Exception {
    List<GridProblem> problems = quick ? all.stream().map(each -> each.shortened(1)).toList() : all;
    for (GridProblem problem : problems) {
      watched(problem.shortened(1), 0, Preset.FULL, "16"); // compiled, not counted
    }
    for (int seed = 1; seed <= (quick ? 1 : seeds); seed++) {
      for (GridProblem problem : problems) {
        turns(problem, seed);
        write();
      }
    }
  }

  private void turns(GridProblem problem, int seed) throws Exception {
    for (String every : quick ? List.of("16", EPOCH) : SCHEDULES) {
      runs.add(alone(problem, seed));
      for (Preset preset : Preset.values()) {
        runs.add(watched(problem, seed, preset, every));
      }
    }
    runs.add(stats(problem, seed));
    runs.add(alone(problem, seed));
    runs.add(stats(problem, seed));
  }

  private static GridRun alone(GridProblem problem, int seed) throws Exception {
    return timed(problem, seed, NONE, NEVER, problem.network().apply(seed), () -> 0);
  }

  /** At its defaults: every iteration, kept in memory. */
  private static GridRun stats(GridProblem problem, int seed) throws Exception {
    Model network = problem.network().apply(seed);
    listen(network, new StatsListener(new InMemoryStatsStorage()));
    return timed(problem, seed, STATS, "1", network, () -> 0);
  }

  private static void listen(Model network, TrainingListener listener) {
    if (network instanceof ComputationGraph graph) {
      graph.setListeners(listener);
    } else {
      ((MultiLayerNetwork) network).setListeners(listener);
    }
  }

  private static GridRun watched(GridProblem problem, int seed, Preset preset, String every)
      throws Exception {
    AtomicInteger snapshots = new AtomicInteger();
    Model network = problem.network().apply(seed);
    InfoscopeBuilder builder =
        Infoscope.builder()
            .preset(preset)
            .probe(problem.probe())
            .run("grid")
            .serve(0)
            .sink(report -> snapshots.incrementAndGet());
    if (!every.equals(EPOCH)) {
      builder.everyIterations(Integer.parseInt(every));
    }
    Infoscope scope = builder.build();
    try {
      listen(network, scope.listener());
      return timed(
          problem,
          seed,
          preset.name().toLowerCase(Locale.ROOT),
          every,
          network,
          () -> {
            scope.close();
            return snapshots.get();
          });
    } finally {
      scope.close();
    }
  }

  private static GridRun timed(
      GridProblem problem,
      int seed,
      String watcher,
      String every,
      Model network,
      Callable<Integer> end)
      throws Exception {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    System.gc(); // leave none of the run before to this one
    long process = system.getProcessCpuTime();
    long training = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long wall = System.nanoTime();
    problem.train(network);
    wall = System.nanoTime() - wall;
    training = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - training;
    int snapshots = end.call();
    process = system.getProcessCpuTime() - process;
    return new GridRun(
        problem.name(), seed, watcher, every, wall / 1e9, process / 1e9, training / 1e9, snapshots);
  }

  private void write() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(GridRun.HEADER);
    runs.forEach(run -> lines.add(run.line()));
    Files.write(csv, lines);
    Files.writeString(figure, GridFigure.of(problems(), runs));
  }

  private List<String> problems() {
    return runs.stream().map(GridRun::problem).distinct().toList();
  }

  private void print(String what, ToDoubleFunction<GridRun> quantity) {
    System.out.printf(Locale.ROOT, "| %s | every | %s |%n", what, String.join(" | ", problems()));
    System.out.println("|" + "---|".repeat(problems().size() + 2));
    print(STATS, "1", quantity);
    for (Preset preset : Preset.values()) {
      for (String every : SCHEDULES) {
        print(preset.name().toLowerCase(Locale.ROOT), every, quantity);
      }
    }
    System.out.println();
  }

  private void print(String watcher, String every, ToDoubleFunction<GridRun> quantity) {
    List<GridRatio> ratios =
        problems().stream()
            .map(problem -> GridRatio.of(runs, problem, watcher, every, quantity))
            .toList();
    if (ratios.stream().anyMatch(ratio -> !Double.isNaN(ratio.median()))) {
      System.out.printf(Locale.ROOT, "| %s | %s |", watcher, every);
      ratios.forEach(ratio -> System.out.printf(Locale.ROOT, " %s |", ratio));
      System.out.println();
    }
  }
}
