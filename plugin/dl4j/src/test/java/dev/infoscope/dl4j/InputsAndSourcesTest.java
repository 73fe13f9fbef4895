// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.network.InputSnapshot;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Source;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** What a network is given, and which layer is computed from which. */
class InputsAndSourcesTest {
  private static Snapshot examine(Model model, MultiDataSet data, String... names) {
    Probe probe = Probe.of(data, null, 1_000, 1);
    return new Examiner(model, probe, List.of(names), false)
        .examine(new Moment(1, 1, Instant.EPOCH, 0));
  }

  private static double[] values(Activations activations) {
    double[] values = new double[activations.examples() * activations.units()];
    activations.copy(0, activations.examples(), values);
    return values;
  }

  private static List<Source> sources(Snapshot snapshot, String name) {
    return snapshot.layers().stream()
        .filter(layer -> layer.layer().name().equals(name))
        .findFirst()
        .orElseThrow()
        .sources();
  }

  private static Source layer(Snapshot snapshot, String name) {
    return snapshot.layers().stream()
        .filter(layer -> layer.layer().name().equals(name))
        .findFirst()
        .map(layer -> Source.layer(layer.layer().index()))
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void everySourceIsAnExaminedLayerOrAnInput(RepeatableTraining subject) {
    Snapshot snapshot = examine(subject.network(), subject.data());
    Set<Source> known = new HashSet<>();
    for (int i = 0; i < snapshot.inputs().size(); i++) {
      known.add(Source.input(i));
    }
    for (LayerSnapshot seen : snapshot.layers()) {
      assertThat(seen.sources()).isNotEmpty().allMatch(known::contains); // what comes before it
      known.add(Source.layer(seen.layer().index()));
    }
  }

  @Test
  void rowsOfTheInputAreThoseOfTheProbe() {
    MultiDataSet data = Examples.flat(700, 3).toMultiDataSet();
    Snapshot snapshot = examine(Networks.denseWithDropout(), data);
    InputSnapshot input = snapshot.inputs().get(0);
    double[] all = values(input.activations());
    int features = input.activations().units();
    double[][] rows = new double[snapshot.examples()][];
    Arrays.setAll(rows, row -> Arrays.copyOfRange(all, row * features, (row + 1) * features));
    double[][] wanted = data.getFeatures(0).toDoubleMatrix();
    Arrays.sort(rows, Arrays::compare);
    Arrays.sort(wanted, Arrays::compare);
    assertThat(Arrays.deepEquals(rows, wanted)).isTrue();
    double[] some = new double[3 * features];
    input.activations().copy(254, 3, some); // across two blocks
    assertThat(some).containsExactly(Arrays.copyOfRange(all, 254 * features, 257 * features));
  }

  @Test
  void imagesAreRowsOfPixels() {
    MultiDataSet data = Examples.images(300, 3).toMultiDataSet();
    Snapshot snapshot = examine(Networks.convolutional(), data);
    assertThat(snapshot.inputs().get(0).activations().units())
        .isEqualTo((int) (data.getFeatures(0).length() / 300));
  }

  @Test
  void aLayerThatIsLeftOutIsPassedThrough() {
    Snapshot snapshot = examine(Networks.denseWithDropout(), Examples.flat(40, 3).toMultiDataSet());
    assertThat(sources(snapshot, "first")).containsExactly(Source.input(0));
    assertThat(sources(snapshot, "second")).containsExactly(layer(snapshot, "first"));
    Snapshot two =
        examine(Networks.denseWithDropout(), Examples.flat(40, 3).toMultiDataSet(), "output");
    assertThat(sources(two, "output")).containsExactly(Source.input(0));
  }

  @Test
  void aMergeGivesSeveralSources() {
    Snapshot snapshot = examine(Networks.twoInputs(), Examples.pairs(300, 9));
    assertThat(snapshot.inputs()).hasSize(2);
    assertThat(sources(snapshot, "dense"))
        .containsExactlyInAnyOrder(layer(snapshot, "leftDense"), layer(snapshot, "rightDense"));
  }

  @Test
  void theSoftmaxOfTheLogitsIsTheOutput() {
    Snapshot snapshot = examine(Networks.convolutional(), Examples.images(300, 3).toMultiDataSet());
    for (LayerSnapshot seen : snapshot.layers()) {
      boolean output = seen.layer().name().equals("output");
      assertThat(seen.logits() != null).as(seen.layer().name()).isEqualTo(output);
    }
    LayerSnapshot output = snapshot.layers().get(snapshot.layers().size() - 1);
    double[] logits = values(Objects.requireNonNull(output.logits()));
    double[] softmax = values(output.activations());
    int units = output.activations().units();
    for (int row = 0; row < snapshot.examples(); row++) {
      double sum = 0;
      for (int unit = 0; unit < units; unit++) {
        sum += Math.exp(logits[row * units + unit]);
      }
      for (int unit = 0; unit < units; unit++) {
        assertThat(Math.exp(logits[row * units + unit]) / sum)
            .isCloseTo(softmax[row * units + unit], within(1e-5));
      }
    }
  }
}
