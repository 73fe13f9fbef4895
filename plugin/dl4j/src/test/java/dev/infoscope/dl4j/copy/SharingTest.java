// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.kinds.Family;
import dev.infoscope.kinds.Kind;
import dev.infoscope.kinds.Kinds;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The live network and the one built anew share nothing that can change, whatever is in them. */
class SharingTest {
  private static List<Kind> kinds() {
    return Kinds.all();
  }

  private static Model copy(Model model) {
    return model instanceof MultiLayerNetwork network
        ? NewNetwork.like(network)
        : NewNetwork.like((ComputationGraph) model);
  }

  @ParameterizedTest
  @EnumSource
  void everyClassIsTriedOrLeftOutForAReason(Family family) {
    Set<Class<?>> tried = new HashSet<>();
    kinds().forEach(kind -> tried.add(kind.type()));
    assertThat(family.classes()).isNotEmpty();
    assertThat(family.classes())
        .allSatisfy(
            type ->
                assertThat(tried.contains(type) ^ Kinds.LEFT_OUT.containsKey(type))
                    .as("%s is tried, or else left out with a reason", type.getName())
                    .isTrue());
  }

  @Test
  void whatIsLeftOutIsThere() {
    List<Class<?>> all =
        Stream.of(Family.values()).flatMap(family -> family.classes().stream()).toList();
    assertThat(all).containsAll(Kinds.LEFT_OUT.keySet());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  @Tried(
      value = "a trained network with one of DL4J's layers, vertices or parts is copied",
      area = Area.TRAINING)
  void nothingMutableIsShared(Kind kind) {
    Model live = kind.trained();
    Model copy = copy(live);
    ObjectGraph reached = new ObjectGraph(live);
    assertThat(reached.size()).isGreaterThan(20);
    assertThat(reached.sharedMutable(new ObjectGraph(copy))).isEmpty();
  }
}
