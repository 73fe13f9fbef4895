// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.neuron.AblatedLayer;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.dl4j.Examination;
import dev.infoscope.dl4j.probe.ClassRule;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.read.Predictions;
import dev.infoscope.measure.neuron.ablation.AblationSettings;
import dev.infoscope.measure.neuron.ablation.LayerAblation;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.NetworkAccess;
import dev.infoscope.network.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;

/**
 * Cumulative ablation of a saved network. Apart from the command, whose methods are looked through
 * at every start: no other command should have to load DL4J.
 */
final class AblationRun {
  private final ModelFile file;
  private final List<String> layers;
  private final AblationSettings settings;
  private final @Nullable ClassRule predict;

  AblationRun(
      ModelFile file, List<String> layers, AblationSettings settings, @Nullable ClassRule predict) {
    this.file = file;
    this.layers = layers;
    this.settings = settings;
    this.predict = predict;
  }

  /** Ranks neurons on one set of examples and takes the accuracy on another. */
  List<AblatedLayer> of(ProbeFiles ranking, ProbeFiles tested) {
    Model network = file.read();
    LayerSizes.require(file.path(), network, ranking.data().getFeatures());
    String[] names = layers.toArray(String[]::new);
    try (Examination first = Examination.of(network, probe(ranking), names);
        Examination second = Examination.of(network, probe(tested), names)) {
      Snapshot ranked = first.snapshot();
      requirePredictions(ranked, first, "");
      requirePredictions(second.snapshot(), second, "test set: ");
      return study(ranked, second.snapshot());
    } catch (IllegalArgumentException refused) {
      throw new InputException(file.path(), String.valueOf(refused.getMessage()));
    }
  }

  private Probe probe(ProbeFiles files) {
    return Probe.of(
            files.data().toMultiDataSet(), files.classes(), Integer.MAX_VALUE, settings.seed())
        .predictedBy(predict);
  }

  private void requirePredictions(Snapshot seen, Examination of, String which) {
    if (seen.predictions() == null) {
      throw new InputException(
          file.path(),
          which
              + of.skipped()
                  .getOrDefault("all layers (relay, ablation)", "predicts no classes")
                  .replace(Predictions.ANOTHER_RULE, "a rule can be given by --predict"));
    }
  }

  private List<AblatedLayer> study(Snapshot ranked, Snapshot tested) {
    NetworkAccess access = Objects.requireNonNull(tested.access());
    int[] rows = IntStream.range(0, tested.examples()).toArray();
    List<AblatedLayer> found = new ArrayList<>();
    for (LayerSnapshot seen : ranked.layers()) {
      if (!access.isOutput(seen.layer())) {
        found.add(
            new AblatedLayer(
                seen.layer(),
                new LayerAblation(settings).study(seen, ranked, tested, rows),
                rows.length));
      }
    }
    if (found.isEmpty()) {
      throw new InputException(file.path(), "has no hidden layer to ablate among those asked for");
    }
    return AblatedLayer.together(found);
  }
}
