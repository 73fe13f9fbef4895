// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.Recorder;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/** A program of its own, to be run with a small heap: trains for many epochs with the page open. */
final class LongTraining {
  private LongTraining() {}

  public static void main(String[] arguments) {
    int epochs = Integer.parseInt(arguments[0]);
    DataSet data = Examples.flat(60, 1);
    MultiLayerNetwork network = Networks.denseWithDropout();
    Recorder recorder = new Recorder();
    try (Infoscope scope =
        Infoscope.builder()
            .probe(data)
            .preset(Preset.ECONOMY)
            .plannedEpochs(epochs)
            .budget(1)
            .serve(0)
            .sink(recorder)
            .build()) {
      scope.attach(network);
      network.fit(new ListDataSetIterator<>(data.asList(), data.numExamples()), epochs);
      scope.flush();
      System.out.println("page " + scope.uri().isPresent());
    }
    System.out.println("epochs " + network.getEpochCount());
    System.out.println("last " + recorder.last().moment().epoch());
    System.out.println(
        "failures " + recorder.lastHealth().failures().values().stream().distinct().toList());
    System.exit(0);
  }
}
