// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies;

import dev.infoscope.examples.Deep;
import dev.infoscope.examples.Examples;
import dev.infoscope.examples.Mnist;
import dev.infoscope.examples.Quickstart;
import dev.infoscope.examples.SameDiffExample;
import dev.infoscope.studies.ablation.AblationExample;
import dev.infoscope.studies.alerts.AlertTrial;
import dev.infoscope.studies.alerts.FaultyRun;
import dev.infoscope.studies.audit.Audit;
import dev.infoscope.studies.audit.AuditFlag;
import dev.infoscope.studies.audit.AuditSamples;
import dev.infoscope.studies.audit.Calibration;
import dev.infoscope.studies.audit.LayerTruths;
import dev.infoscope.studies.causal.CausalExample;
import dev.infoscope.studies.conductance.ConductanceExample;
import dev.infoscope.studies.corpus.ReadCorpus;
import dev.infoscope.studies.costs.Clients;
import dev.infoscope.studies.costs.Footprint;
import dev.infoscope.studies.costs.Growth;
import dev.infoscope.studies.costs.MeasureCost;
import dev.infoscope.studies.costs.Overhead;
import dev.infoscope.studies.costs.OverheadGrid;
import dev.infoscope.studies.drift.DriftCalibration;
import dev.infoscope.studies.exact.ExactPlane;
import dev.infoscope.studies.flow.FlowExample;
import dev.infoscope.studies.flow.FlowImages;
import dev.infoscope.studies.layers.LayersExample;
import dev.infoscope.studies.pretrained.PretrainedExample;
import dev.infoscope.studies.readings.Readings;
import dev.infoscope.studies.relay.Relays;
import dev.infoscope.studies.warning.EarlyWarning;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of all examples and studies: the first argument names one. */
@Command(
    name = "examples",
    description = "Training runs under observation, and the studies behind the docs.",
    mixinStandardHelpOptions = true,
    subcommands = {
      Quickstart.class,
      Mnist.class,
      Deep.class,
      SameDiffExample.class,
      Overhead.class,
      OverheadGrid.class,
      Clients.class,
      Footprint.class,
      CausalExample.class,
      MeasureCost.class,
      Growth.class,
      Relays.class,
      FlowExample.class,
      FlowImages.class,
      PretrainedExample.class,
      ConductanceExample.class,
      AblationExample.class,
      LayersExample.class,
      FaultyRun.class,
      AlertTrial.class,
      Readings.class,
      ReadCorpus.class,
      DriftCalibration.class,
      LayerTruths.class,
      Audit.class,
      AuditSamples.class,
      AuditFlag.class,
      Calibration.class,
      ExactPlane.class,
      EarlyWarning.class
    })
public final class Studies {
  private Studies() {}

  /**
   * Runs an example or a study and ends the JVM.
   *
   * @param arguments its name and its options
   */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /**
   * Runs an example or a study.
   *
   * @param arguments its name and its options
   * @return 0 ok, 1 failed, 2 bad usage
   */
  public static int run(String... arguments) {
    return Examples.run(new CommandLine(new Studies()), arguments);
  }
}
