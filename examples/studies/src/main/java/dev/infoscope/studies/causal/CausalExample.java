// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.causal;

import dev.infoscope.studies.causal.CausalRun.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Two training tasks of Marrow, Michaud and Hoel 2020, with the trajectories of all layers as
 * figures.
 */
@Command(
    name = "causal",
    description = "The causal plane of small networks after the paper's settings, three seeds.",
    mixinStandardHelpOptions = true)
public final class CausalExample implements Callable<Integer> {
  @Option(names = "--task", description = "iris (made-up data of its size) or mnist.")
  private String task = "iris";

  @Option(names = "--data", description = "For mnist: folder with the four idx files.")
  private @Nullable Path data;

  @Option(names = "--seeds", description = "Runs, from seed 1 (default: 3).")
  private int seeds = 3;

  @Option(names = "--epochs", description = "Epochs (default: the paper's, 4000 and 500).")
  private int epochs;

  @Option(names = "--parts-only", description = "Leave the joint effective information out.")
  private boolean partsOnly;

  @Option(
      names = "--figure",
      description = "Write the trajectories through the plane to this SVG file.")
  private @Nullable Path figure;

  @Override
  public Integer call() throws Exception {
    CausalTask chosen = CausalTask.of(task, data);
    int length = epochs > 0 ? epochs : chosen.epochs();
    List<CausalRun> runs = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      long start = System.nanoTime();
      CausalRun run = new CausalRun(chosen, length, !partsOnly).train(seed);
      runs.add(run);
      print(seed, run, (System.nanoTime() - start) / 1e9);
    }
    if (figure != null) {
      Files.writeString(figure, CausalFigure.of(chosen.name(), seeds, panels(runs)));
    }
    return 0;
  }

  private List<CausalFigure.Panel> panels(List<CausalRun> runs) {
    List<CausalFigure.Panel> panels = new ArrayList<>();
    for (String kind : partsOnly ? List.of("parts") : List.of("parts", "joint")) {
      for (int i = 0; i < runs.size(); i++) {
        String title = "EI " + kind + ", seed " + (i + 1);
        panels.add(new CausalFigure.Panel(title, runs.get(i).trajectories(kind)));
      }
    }
    return panels;
  }

  private void print(int seed, CausalRun run, double seconds) {
    List<double[]> losses = List.copyOf(run.losses().values());
    double[] last = losses.get(losses.size() - 1);
    line(
        "seed %d: %.0f s, loss %.3f -> %.4f (test %.4f), test accuracy %.4f",
        seed, seconds, losses.get(0)[0], last[0], last[1], run.accuracy());
    line("  %-9s %17s %17s %17s %17s", "layer", "S", "EI parts", "EI joint", "phi");
    Map<String, List<Place>> parts = run.trajectories("parts");
    Map<String, List<Place>> joint = run.trajectories("joint");
    parts.forEach(
        (layer, trajectory) -> print(layer, trajectory, joint.getOrDefault(layer, List.of())));
    line("  (first; smallest to largest over the run)%n");
  }

  private static void print(String layer, List<Place> parts, List<Place> joint) {
    line(
        "  %-9s %17s %17s %17s %17s",
        layer,
        span(parts, Place::sensitivity),
        span(parts, Place::information),
        span(joint, Place::information),
        span(joint, place -> place.information() - information(parts, place.epoch())));
  }

  private static double information(List<Place> trajectory, int epoch) {
    return trajectory.stream()
        .filter(place -> place.epoch() == epoch)
        .mapToDouble(Place::information)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static String span(List<Place> trajectory, ToDoubleFunction<Place> value) {
    if (trajectory.isEmpty()) {
      return "-";
    }
    DoubleSummaryStatistics over = trajectory.stream().mapToDouble(value).summaryStatistics();
    return String.format(
        Locale.ROOT,
        "%.2f; %.2f..%.2f",
        value.applyAsDouble(trajectory.get(0)),
        over.getMin(),
        over.getMax());
  }

  private static void line(String template, Object... values) {
    System.out.printf(Locale.ROOT, template + "%n", values);
  }
}
