// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.discrete.Activations;
import dev.infoscope.estimate.Flag;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The null of neurons that were chosen because they seem to know something. */
class ShuffledChoiceTest {
  private static final int LAYERS = 200;

  private record Layer(int[] labels, int[] predictions, double[] values) {
    /** Neurons that know nothing; of five predictions four are the class, one is chance. */
    static Layer ofNoise(int rows, int classes, int units, SplittableRandom random) {
      int[] labels = random.ints(rows, 0, classes).toArray();
      int[] predictions =
          Arrays.stream(labels)
              .map(label -> random.nextInt(5) == 0 ? random.nextInt(classes) : label)
              .toArray();
      return new Layer(labels, predictions, random.doubles((long) rows * units, -1, 1).toArray());
    }

    LayerRelay read(RelaySettings settings, int classes) {
      int units = values.length / labels.length;
      return LayerRelay.of(
          settings, null, Activations.of(values, units), labels, predictions, classes);
    }
  }

  /** Right are 5 %, 10 of 200 layers; 20 are three deviations more. */
  @ParameterizedTest
  @CsvSource({
    "3, 8, 200, 2, ESSENTIALITY, 2",
    "4, 60, 400, 2, ESSENTIALITY, 2",
    "4, 60, 200, 5, ESSENTIALITY, 2",
    "4, 60, 200, 3, CLASS_INFORMATION, 2",
    "3, 40, 200, 2, ESSENTIALITY, 3"
  })
  void fewLayersThatKnowNothingEscapeTheFlag(
      int chosen, int units, int rows, int classes, Preselection.Ranking by, int levels) {
    SplittableRandom random = new SplittableRandom(units + classes);
    RelaySettings settings =
        RelaySettings.defaults()
            .withPreselection(new Preselection(by, chosen, chosen))
            .withCoarseGraining(CoarseGraining.levels(levels));
    int whole = 0;
    int one = 0;
    for (int layer = 0; layer < LAYERS; layer++) {
      LayerRelay relay =
          Layer.ofNoise(rows, classes, units, random).read(settings.withSeed(layer), classes);
      whole += relay.whole().flags().contains(Flag.NOT_ABOVE_NULL) ? 0 : 1;
      one += relay.classes().get(1).information().flags().contains(Flag.NOT_ABOVE_NULL) ? 0 : 1;
    }
    assertThat(whole).as("%d of %d layers escape, all classes", whole, LAYERS).isLessThan(20);
    assertThat(one).as("%d of %d layers escape, one class", one, LAYERS).isLessThan(20);
  }

  /** A neuron that says what is predicted, four times out of five, is found among 60 of noise. */
  @Test
  void neuronsThatKnowSomethingStandAboveIt() {
    SplittableRandom random = new SplittableRandom(3);
    Layer layer = Layer.ofNoise(400, 2, 60, random);
    for (int row = 0; row < 400; row++) {
      layer.values()[60 * row + 7] =
          random.nextInt(5) == 0 ? random.nextInt(2) : layer.predictions()[row];
    }
    LayerRelay relay = layer.read(RelaySettings.defaults().withNeurons(4), 2);
    assertThat(relay.units()).contains(7);
    assertThat(relay.whole().flags()).contains(Flag.SELECTED_NEURONS);
    assertThat(relay.whole().flags()).doesNotContain(Flag.NOT_ABOVE_NULL);
    assertThat(relay.whole().uncertainty().shuffled().shuffles())
        .isEqualTo(ShuffledChoice.SHUFFLES);
  }

  /** Where nothing is chosen the null is that of the neurons there are, to the last bit. */
  @Test
  void layersOfWhichAllNeuronsAreReadKeepTheirNull() {
    Layer layer = Layer.ofNoise(300, 3, 6, new SplittableRandom(5));
    LayerRelay relay = layer.read(RelaySettings.defaults().withSeed(8), 3);
    assertThat(relay.whole().uncertainty().shuffled())
        .isEqualTo(relay.table().shuffledPatterns(8)[3]);
  }
}
