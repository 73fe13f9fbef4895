// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.samediff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.nd4j.autodiff.listeners.Listener;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;

/** A training run of a graph that can be done again, with or without company. */
public final class RepeatableFit {
  private static final int BATCH = 16;

  private RepeatableFit() {}

  /** Values of all variables and of the updater's state, by name. */
  public record Outcome(Map<String, float[]> variables, Map<String, float[]> state) {}

  /** Trains a fresh graph over an iterator. */
  public static Outcome overEpochs(Twins twins, int epochs, Listener... listeners) {
    Nd4j.getRandom().setSeed(77);
    SameDiff graph = twins.graph();
    graph.setListeners(listeners);
    graph.fit(new ListDataSetIterator<>(copy(twins).asList(), BATCH), epochs);
    return outcome(graph);
  }

  /** Trains a graph batch by batch, of which SameDiff tells no epochs. */
  public static Outcome byBatches(SameDiff graph, Twins twins, int rounds, Runnable after) {
    Nd4j.getRandom().setSeed(77);
    for (int round = 0; round < rounds; round++) {
      for (DataSet batch : batches(twins)) {
        graph.fit(batch);
      }
      after.run();
    }
    return outcome(graph);
  }

  private static DataSet copy(Twins twins) {
    return new DataSet(twins.data().getFeatures().dup(), twins.data().getLabels().dup());
  }

  private static List<DataSet> batches(Twins twins) {
    return new ArrayList<>(copy(twins).batchBy(BATCH));
  }

  private static Outcome outcome(SameDiff graph) {
    Map<String, float[]> variables = new TreeMap<>();
    Map<String, float[]> state = new TreeMap<>();
    graph.variables().stream()
        .filter(variable -> variable.getVariableType() == VariableType.VARIABLE)
        .forEach(
            variable ->
                variables.put(variable.name(), variable.getArr().dup('c').data().asFloat()));
    for (Map.Entry<String, GradientUpdater<?>> each : updaters(graph).entrySet()) {
      state.putAll(state(each.getKey(), each.getValue().getState()));
    }
    return new Outcome(variables, state);
  }

  @SuppressWarnings("unchecked") // DL4J declares the updaters without their type
  private static Map<String, GradientUpdater<?>> updaters(SameDiff graph) {
    return (Map<String, GradientUpdater<?>>) (Map<String, ?>) graph.getUpdaterMap();
  }

  private static Map<String, float[]> state(String of, Map<String, INDArray> arrays) {
    Map<String, float[]> state = new TreeMap<>();
    arrays.forEach((key, array) -> state.put(of + " " + key, array.dup('c').data().asFloat()));
    return state;
  }
}
