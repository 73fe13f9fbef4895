// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

import dev.infoscope.studies.faults.FaultKind;
import dev.infoscope.studies.faults.RunSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What does best on the creeping faults of odd seeds, to be scored on those of even seeds: a
 * detector for a group of quantities, and the few of our quantities that shorten the mean delay
 * most.
 */
final class Choice {
  private static final int MOST = 3;

  private final Halves halves;
  private final List<Panel> panels;
  private final List<RunSeries> odd;

  /** Quantities under one detector. */
  record Chosen(Panel panel, Calibrated judge, double delay) {}

  Choice(Halves halves, List<Panel> panels) {
    this.halves = halves;
    this.panels = panels;
    this.odd =
        halves.kinds().stream()
            .filter(FaultKind::isCreeping)
            .flatMap(kind -> half(kind, 1).stream())
            .toList();
  }

  /** Faulty runs of a kind whose seeds have this rest when divided by 2. */
  List<RunSeries> half(FaultKind kind, int rest) {
    return halves.of(kind).stream().filter(run -> run.seed() % 2 == rest).toList();
  }

  /** A group under the detector that suits it best. */
  Chosen group(String group) {
    return best(panels.stream().map(panel -> chosen(panel, panel.of(group))));
  }

  /** Some quantities and up to three of ours, under the detector that suits them best. */
  Chosen withOurs(List<String> always) {
    return best(panels.stream().parallel().map(panel -> grown(panel, always)));
  }

  private Chosen grown(Panel panel, List<String> always) {
    Chosen best = always.isEmpty() ? null : together(panel, always);
    List<String> names = new ArrayList<>(always);
    for (int i = 0; i < MOST; i++) {
      Chosen next =
          best(
              Quantity.OURS.stream()
                  .map(Quantity::name)
                  .filter(name -> !names.contains(name))
                  .map(
                      name ->
                          together(
                              panel, Stream.concat(names.stream(), Stream.of(name)).toList())));
      if (best != null && next.delay() >= best.delay()) {
        break;
      }
      best = next;
      names.clear();
      names.addAll(List.of(next.judge().judge().name().split(", ")));
    }
    return Objects.requireNonNull(best);
  }

  private Chosen together(Panel panel, List<String> names) {
    return chosen(panel, panel.together(halves, String.join(", ", names), names));
  }

  private Chosen chosen(Panel panel, Calibrated judge) {
    double delay =
        odd.stream().mapToInt(run -> judge.detected(run) - run.onset()).average().orElse(0);
    return new Chosen(panel, judge, delay);
  }

  private static Chosen best(Stream<Chosen> all) {
    return all.min(Comparator.comparingDouble(Chosen::delay)).orElseThrow();
  }
}
