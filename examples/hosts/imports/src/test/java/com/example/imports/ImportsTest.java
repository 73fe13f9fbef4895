// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package com.example.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.Infoscope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.listeners.Listener;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.dataset.adapter.SingletonDataSetIterator;

/** Graphs that DL4J imports: read as the network they came from, and trained as without. */
class ImportsTest {
  private static final int EPOCHS = 3;
  private static final double EQUAL = 1e-6;
  private static final List<String> ROWS = new ArrayList<>();

  @AfterAll
  static void print() {
    ROWS.forEach(System.out::println);
  }

  private static void sample(Watched watched, Imports what, Consumer<Infoscope> sampling) {
    try (Infoscope scope = watched.watching(what)) {
      sampling.accept(scope);
    }
    assertThat(watched.failures()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void readingsAreThoseOfTheNetworkInTheFile(Imports what) throws IOException {
    MultiLayerNetwork network = what.network();
    SameDiff graph = what.graph(network);
    Watched ofNetwork = new Watched();
    Watched ofGraph = new Watched();
    sample(ofNetwork, what, scope -> scope.sample(network, 1));
    sample(ofGraph, what, scope -> scope.sample(graph, 1));
    Map<String, Double> expected = ofNetwork.readings();
    Map<String, Double> found = ofGraph.readings();
    if (!what.hasGradients()) {
      assertThat(ofGraph.skipped().values()).anyMatch(why -> why.contains("has no kernel size"));
      expected.keySet().removeIf(name -> name.contains("conductance"));
      Stream.of(expected, found).forEach(each -> each.keySet().removeIf(ImportsTest::isCount));
    }
    assertThat(alone(expected, found)).as("read of the network alone").isEmpty();
    assertThat(alone(found, expected)).as("read of the graph alone").isEmpty();
    assertThat(found).hasSizeGreaterThan(100);
    expected.forEach((name, value) -> assertClose(name, value, found.get(name)));
    ROWS.add(
        String.format(
            Locale.ROOT,
            "| %s | %d readings as of the network%s |",
            what.words(),
            expected.size(),
            what.hasGradients() ? "" : "; SameDiff cannot train it, and conductance is refused"));
  }

  /** Of all that is left out or flagged, conductance among it. */
  private static boolean isCount(String name) {
    return name.startsWith("infoscope.skipped") || name.startsWith("infoscope.flagged");
  }

  private static Set<String> alone(Map<String, Double> of, Map<String, Double> and) {
    Set<String> alone = new TreeSet<>(of.keySet());
    alone.removeAll(and.keySet());
    return alone;
  }

  private static void assertClose(String name, double expected, double found) {
    if (Double.isNaN(expected)) {
      assertThat(found).as(name).isNaN();
    } else {
      double tolerance = EQUAL * Math.max(1, Math.abs(expected));
      assertThat(found).as(name).isCloseTo(expected, within(tolerance));
    }
  }

  private static SameDiff train(SameDiff graph, Imports what, Listener... listeners) {
    graph.setListeners(listeners);
    graph.fit(new SingletonDataSetIterator(what.data()), EPOCHS);
    return graph;
  }

  private static List<float[]> weights(SameDiff graph) {
    return graph.variables().stream()
        .filter(each -> each.name().matches("[wb][0-9]"))
        .map(each -> each.getArr().dup('c').data().asFloat())
        .toList();
  }

  private static String failure(SameDiff graph, Imports what, Listener... listeners) {
    return String.valueOf(catchThrowable(() -> train(graph, what, listeners)));
  }

  @ParameterizedTest
  @EnumSource
  void trainingGivesTheSameBitsOrTheSameException(Imports what) throws IOException {
    MultiLayerNetwork network = what.network();
    SameDiff alone = what.graph(network);
    SameDiff with = what.graph(network);
    List<float[]> before = weights(alone);
    Watched watched = new Watched();
    try (Infoscope scope = watched.watching(what)) {
      Listener listener = scope.sameDiffListener();
      assertThat(failure(with, what, listener)).isEqualTo(failure(alone, what)).is(asSaid(what));
    }
    assertThat(weights(with)).usingRecursiveComparison().isEqualTo(weights(alone));
    if (what.hasGradients()) {
      assertThat(weights(alone).get(0)).isNotEqualTo(before.get(0));
    }
    assertThat(watched.reports()).isEqualTo(what.hasGradients() ? EPOCHS : 0);
    assertThat(watched.failures()).isZero();
  }

  private static Condition<String> asSaid(Imports what) {
    return new Condition<>(
        failure ->
            what.hasGradients()
                ? failure.equals("null")
                : failure.contains("Op conv2d_bp with name"),
        "fails where there are no gradients alone");
  }
}
