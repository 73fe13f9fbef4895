// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.faults;

import dev.infoscope.Infoscope;
import dev.infoscope.measure.plane.PlaneEstimator;
import dev.infoscope.studies.faults.TaskRows.Task;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Trains one run and keeps its series. */
public final class FaultTraining {
  private static final int BATCH = 100;

  private final RunPlan plan;
  private final Task task;
  private final int rows;
  private final MultiLayerNetwork network;
  private final RowStream stream;
  private final ParameterFault fault;
  private final TrainingNorms norms;
  private final SeriesRecorder recorder;

  private FaultTraining(RunPlan plan, Task task, int rows) {
    this.plan = plan;
    this.task = task;
    this.rows = rows;
    this.network = new MultiLayerNetwork(plan.network().configuration(plan.seed()));
    network.init();
    this.stream = new RowStream(task.pool(), plan);
    this.fault = new ParameterFault(plan, network);
    this.norms = new TrainingNorms(network);
    this.recorder = new SeriesRecorder(plan.epochs());
  }

  /**
   * Trains a run.
   *
   * @param plan which
   * @param tasks rows of all tasks
   * @param rows of an epoch
   * @return its series
   */
  public static RunSeries run(RunPlan plan, TaskRows tasks, int rows) {
    return new FaultTraining(plan, tasks.of(plan.task()), rows).run();
  }

  private RunSeries run() {
    network.setListeners(norms);
    try (Infoscope scope = scope()) {
      for (int epoch = 1; epoch <= plan.epochs(); epoch++) {
        int onset = plan.onset();
        train(onset == 0 ? 0 : Math.max(0, epoch - onset + 1));
        norms.write(network, epoch, recorder);
        scope.sample(network, epoch);
      }
      scope.flush();
    }
    return new RunSeries(plan.id(), plan.onset(), fault.layer(), recorder.series());
  }

  private Infoscope scope() {
    return Infoscope.builder()
        .probe(task.probe().data(0, task.probe().count(), plan.network()).toMultiDataSet())
        .run(plan.id())
        .without("conductance", "relay", "flow", "drift")
        .informationPlane(plane -> plane.withEstimators(PlaneEstimator.PAIRWISE).withShuffles(0))
        .neurons(neurons -> neurons.withTop(0).withPermutations(0))
        .usable(usable -> usable.withEveryEpochs(1).withShuffles(0))
        .seed(plan.seed())
        .synchronous()
        .sink(recorder)
        .build();
  }

  private void train(int faultyEpochs) {
    fault.beforeEpoch(faultyEpochs);
    ImageRows epoch = stream.epoch(rows, faultyEpochs);
    for (int from = 0; from < rows; from += BATCH) {
      fault.beforeIteration(faultyEpochs);
      network.fit(epoch.data(from, Math.min(rows, from + BATCH), plan.network()));
      fault.afterIteration(faultyEpochs);
    }
    fault.afterEpoch(faultyEpochs);
  }
}
