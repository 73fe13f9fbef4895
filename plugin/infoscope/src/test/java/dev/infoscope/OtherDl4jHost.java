// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import dev.infoscope.dl4j.Recorder;
import dev.infoscope.dl4j.RepeatableTraining;
import dev.infoscope.dl4j.samediff.RepeatableFit;
import dev.infoscope.dl4j.samediff.Twins;
import dev.infoscope.faults.SwitchedLogs;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * A program of its own, to be run with another DL4J on its class path: trains a network and a graph
 * with and without Infoscope, and prints what came of both.
 */
final class OtherDl4jHost {
  private static final int EPOCHS = 3;

  private OtherDl4jHost() {}

  public static void main(String[] arguments) {
    SwitchedLogs.hand(line -> System.out.println("log " + line));
    network();
    graph();
    attachedGraph();
    System.exit(0);
  }

  private static InfoscopeBuilder watching(Recorder recorder) {
    return Infoscope.builder()
        .conductance(UnaryOperator.identity())
        .causal(UnaryOperator.identity())
        .sink(recorder)
        .synchronous();
  }

  private static void network() {
    Recorder recorder = new Recorder();
    RepeatableTraining training = RepeatableTraining.DROPOUT;
    RepeatableTraining.Outcome with;
    try (Infoscope scope = watching(recorder).run("network").probe(training.data()).build()) {
      with = training.train(EPOCHS, scope.listener());
    }
    RepeatableTraining.Outcome without = training.train(EPOCHS);
    print(
        "network",
        Arrays.equals(with.parameters(), without.parameters())
            && Arrays.equals(with.updaterState(), without.updaterState())
            && with.scores().equals(without.scores()),
        recorder);
  }

  private static void graph() {
    Recorder recorder = new Recorder();
    RepeatableFit.Outcome with;
    try (Infoscope scope = watching(recorder).run("graph").probe(Twins.DENSE.data()).build()) {
      with = RepeatableFit.overEpochs(Twins.DENSE, EPOCHS, scope.sameDiffListener());
    }
    RepeatableFit.Outcome without = RepeatableFit.overEpochs(Twins.DENSE, EPOCHS);
    boolean same =
        with.variables().entrySet().stream()
            .allMatch(
                each -> Arrays.equals(each.getValue(), without.variables().get(each.getKey())));
    print("graph", same, recorder);
  }

  private static void attachedGraph() {
    try (Infoscope scope = Infoscope.builder().probe(Twins.DENSE.data()).build()) {
      scope.attach(Twins.DENSE.graph());
      System.out.println("attached");
    } catch (IllegalArgumentException refused) {
      System.out.println("refused " + refused.getMessage());
    }
  }

  private static void print(String what, boolean same, Recorder recorder) {
    System.out.println(what + " identical " + same);
    System.out.println(what + " reports " + recorder.reports.size());
    if (!recorder.reports.isEmpty()) {
      recorder
          .last()
          .skipped()
          .forEach((key, why) -> System.out.println(what + " skips " + key + ": " + why));
      recorder.last().readings().stream()
          .map(reading -> reading.metric().seriesName())
          .distinct()
          .forEach(metric -> System.out.println(what + " reads " + metric));
    }
  }
}
