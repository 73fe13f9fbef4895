// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import dev.infoscope.cli.causal.CausalCommand;
import dev.infoscope.cli.flow.FlowCommand;
import dev.infoscope.cli.layer.RedundancyCommand;
import dev.infoscope.cli.layer.UsableCommand;
import dev.infoscope.cli.network.ConductanceCommand;
import dev.infoscope.cli.neuron.NeuronsCommand;
import dev.infoscope.cli.plane.InformationPlaneCommand;
import dev.infoscope.cli.relay.RelayCommand;
import picocli.CommandLine.Command;

/** Groups the measures; each is a command of its own. */
@Command(
    name = "measure",
    description = "Measures saved activations and weights of any framework.",
    footerHeading = "%nExamples:%n",
    footer = {"  infoscope measure information-plane -a hidden.npy -a output.npy -l y.npy"},
    subcommands = {
      InformationPlaneCommand.class,
      CausalCommand.class,
      RelayCommand.class,
      FlowCommand.class,
      ConductanceCommand.class,
      NeuronsCommand.class,
      UsableCommand.class,
      RedundancyCommand.class
    })
final class MeasureCommand {}
