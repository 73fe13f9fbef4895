// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.dataset.MultiDataSet;

/** What came of one network: of every layer, whether it was read right, or refused. */
final class NetworkVerdict {
  private static final double TOLERANCE = 1e-6;

  /** What came of a layer. */
  enum Kind {
    RIGHT,
    REFUSED,
    WRONG
  }

  /**
   * What came of one layer.
   *
   * @param layer its name
   * @param type its configuration's class
   * @param axes of its output
   * @param kind right, refused or wrong
   * @param words the reason, or what is wrong
   */
  record OfLayer(String layer, String type, Axes axes, Kind kind, String words) {}

  private final CorpusNetwork entry;
  private final List<OfLayer> layers = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private String untrainable = "";

  private NetworkVerdict(CorpusNetwork entry) {
    this.entry = entry;
  }

  /** Trains it twice, reads it, compares. */
  static NetworkVerdict of(CorpusNetwork entry) {
    NetworkVerdict verdict = new NetworkVerdict(entry);
    try {
      Model alone = Trained.alone(entry, verdict.data());
      verdict.compare(verdict.training(alone));
    } catch (RuntimeException | ExceptionInInitializerError e) {
      verdict.untrainable = e.getClass().getSimpleName() + ": " + firstLine(e);
      verdict.compare(entry.network().get());
    }
    return verdict;
  }

  /** Anew each time: some of DL4J's layers write over what they are given. */
  private MultiDataSet data() {
    return entry.data().apply(entry.network().get());
  }

  private Model training(Model alone) {
    Trained.Outcome outcome = Trained.watched(entry, data(), alone);
    if (!outcome.sameBits()) {
      failures.add("training is not the same to the bit");
    }
    count(outcome.failures());
    if (outcome.snapshots() == 0) {
      failures.add("no snapshot of the training");
    }
    return outcome.model();
  }

  private void compare(Model model) {
    ExpectedActivations.of(entry, model, data()); // or DL4J itself cannot run it
    try {
      ObservedActivations seen =
          ObservedActivations.read(model, data(), ExpectedActivations.names(model));
      count(seen.failures());
      Map<String, ExpectedActivations.Right> right =
          ExpectedActivations.of(entry, model, Rows.inOrder(data(), seen.order()));
      right.forEach((layer, truth) -> layers.add(compare(layer, truth, seen)));
    } catch (RuntimeException e) {
      failures.add("attach: " + firstLine(e));
    }
  }

  private void count(Map<String, Long> counted) {
    counted.forEach(
        (part, times) -> {
          if (times > 0) {
            failures.add(part + " failed " + times + " times");
          }
        });
  }

  private static OfLayer compare(
      String layer, ExpectedActivations.Right right, ObservedActivations seen) {
    double[][] rows = seen.rows(layer);
    String type = right.type().getSimpleName();
    if (rows == null) {
      String reason = seen.refused().get(layer);
      return reason == null
          ? new OfLayer(layer, type, right.axes(), Kind.WRONG, "neither read nor refused")
          : new OfLayer(layer, type, right.axes(), Kind.REFUSED, reason);
    }
    String wrong = difference(right.rows(), rows);
    return new OfLayer(layer, type, right.axes(), wrong.isEmpty() ? Kind.RIGHT : Kind.WRONG, wrong);
  }

  /** Empty if there is none. */
  static String difference(double[][] right, double[][] read) {
    if (right.length != read.length || right[0].length != read[0].length) {
      return String.format(
          Locale.ROOT,
          "%d units read, %d right",
          read[0].length,
          right.length == 0 ? 0 : right[0].length);
    }
    long differing =
        IntStream.range(0, right.length).filter(row -> differs(right[row], read[row])).count();
    return differing == 0
        ? ""
        : String.format(Locale.ROOT, "%d of %d rows read wrongly", differing, right.length);
  }

  private static boolean differs(double[] right, double[] read) {
    for (int unit = 0; unit < right.length; unit++) {
      double most = TOLERANCE * Math.max(1, Math.abs(right[unit]));
      boolean close = Math.abs(right[unit] - read[unit]) <= most;
      if (!close && !(Double.isNaN(right[unit]) && Double.isNaN(read[unit]))) {
        return true;
      }
    }
    return false;
  }

  private static String firstLine(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return message.lines().findFirst().orElse("");
  }

  CorpusNetwork entry() {
    return entry;
  }

  List<OfLayer> layers() {
    return layers;
  }

  /** Exceptions, counted failures, trainings that differ. */
  List<String> failures() {
    return failures;
  }

  /** Why DL4J itself cannot train the network; empty if it can. */
  String untrainable() {
    return untrainable;
  }
}
