// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.measure.flow.FlowEstimator;
import dev.infoscope.measure.flow.FlowNetwork;
import dev.infoscope.measure.flow.InformationFlow;
import dev.infoscope.measure.flow.LinkMatrix;
import dev.infoscope.measure.flow.Relevance;
import java.util.List;

/**
 * One link of {@code measure flow}: a unit with a unit, or with the number of the class.
 *
 * @param estimator of the link
 */
record FlowGroup(FlowEstimator estimator) implements EstimatorGroup {
  private static final int SHUFFLES = 20;
  private static final double RATE = 0.05;
  private static final int BINS = 8;
  private static final int ROWS_PER_DEGREE = 5; // of freedom, for the null of bins

  static List<EstimatorGroup> all() {
    FlowEstimator binned = FlowEstimator.binned(BINS);
    return List.of(
        new FlowGroup(FlowEstimator.ksg()),
        new FlowGroup(FlowEstimator.ksg().with(FlowEstimator.Kind.KSG_PRINTED)),
        new FlowGroup(binned),
        new FlowGroup(binned.withCorrection()),
        new FlowGroup(binned.withEqualMass()),
        new FlowGroup(binned.withEqualMass().withCorrection()));
  }

  private boolean isBinned() {
    return estimator.kind() == FlowEstimator.Kind.BINNED;
  }

  @Override
  public List<String> names() {
    return List.of("flow " + (isBinned() ? estimator.toString() : estimator.kind().label()));
  }

  @Override
  public boolean suits(AuditTask task) {
    return task.units() == 1 && (task.others() == 1 || task instanceof LayerTask);
  }

  @Override
  public double operations(AuditTask task, int rows) {
    return isBinned() ? 30.0 * rows : 20 * Math.pow(rows, 1.5);
  }

  /** The null of neighbours has 200 readings; that of bins is a formula. */
  @Override
  public double timesWithNull() {
    return isBinned() ? 1 : 200;
  }

  /** That of bins asks for rows by the degrees of freedom. */
  @Override
  public boolean hasNull(AuditTask task, int rows) {
    int values = task.others() == 1 ? BINS : Math.min(BINS, task.others());
    return !isBinned() || rows >= ROWS_PER_DEGREE * (BINS - 1) * (values - 1);
  }

  @Override
  public List<AuditReading> read(AuditSample sample, boolean withNull, long seed) {
    int shuffles = withNull && !isBinned() ? SHUFFLES : 0;
    InformationFlow flow = new InformationFlow(estimator, Relevance.PAIR, shuffles, 1, seed);
    LinkMatrix link =
        flow.read(FlowNetwork.chain(List.of("x", "y"), List.of(sample.x(), sample.y())))
            .links()
            .get(0);
    Boolean above = link.isJudged() ? link.dependent(RATE)[0][0] : null;
    return List.of(new AuditReading(link.bits()[0][0], above, false));
  }
}
