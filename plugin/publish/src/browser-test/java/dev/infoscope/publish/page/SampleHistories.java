// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import dev.infoscope.publish.history.HistoryFile;
import dev.infoscope.report.EpochReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Made-up histories that stand for the real ones where no network was trained. */
final class SampleHistories {
  private static final int BREAKS_AT = 15;
  private static final int PER_BLOCK = 3;

  private SampleHistories() {}

  /** Writes what {@link Screen} reads. */
  static void write(Path folder) throws IOException {
    write(folder.resolve("quickstart.jsonl"), 6, 150, UnaryOperator.identity());
    write(folder.resolve("second.jsonl"), 6, 150, UnaryOperator.identity());
    write(folder.resolve("mnist.jsonl"), 4, 6, UnaryOperator.identity());
    write(folder.resolve("deep.jsonl"), 100, 40, SampleHistories::blocks);
    write(folder.resolve("broken.jsonl"), 3, 30, SampleHistories::broken);
  }

  private static void write(
      Path to, int layers, int epochs, UnaryOperator<EpochReport> changed) throws IOException {
    SampleRun sample = new SampleRun(layers, epochs);
    try (HistoryFile file = new HistoryFile(to)) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        boolean large = layers > 20; // matrices of a hundred layers would take long
        file.publish(changed.apply(large ? sample.report(epoch) : sample.full(epoch)));
      }
    }
  }

  private static EpochReport blocks(EpochReport report) {
    return with(
        report,
        report.moment(),
        report.readings().stream()
            .map(each -> each.layer() == null ? each : of(each, named(each.layer())))
            .toList());
  }

  private static Layer named(Layer layer) {
    int at = layer.index();
    String name =
        String.format(
            Locale.ROOT, "block_%02d/dense_%d", at / PER_BLOCK + 1, at % PER_BLOCK + 1);
    return new Layer(at, name, layer.kind(), null, "");
  }

  private static EpochReport broken(EpochReport report) {
    Moment at = report.moment();
    return at.epoch() < BREAKS_AT
        ? report
        : with(
            report,
            new Moment(at.epoch(), at.iteration(), at.time(), Double.NaN),
            report.readings().stream().map(SampleHistories::unread).toList());
  }

  private static Reading unread(Reading reading) {
    return reading.layer() == null
        ? reading
        : new Reading(
            reading.metric(),
            reading.layer(),
            reading.labels(),
            Double.NaN,
            reading.uncertainty(),
            Set.of(Flag.NOT_FINITE));
  }

  private static Reading of(Reading reading, Layer layer) {
    return new Reading(
        reading.metric(),
        layer,
        reading.labels(),
        reading.value(),
        reading.uncertainty(),
        reading.flags());
  }

  private static EpochReport with(EpochReport report, Moment at, List<Reading> readings) {
    return new EpochReport(
        report.run(), at, readings, List.of(), Map.of(), report.durations());
  }
}
