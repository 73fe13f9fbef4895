// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.answer.Usage;
import dev.infoscope.dl4j.saved.AllowedClasses;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option that says which classes a saved network may name. */
public final class ClassOptions {
  @Option(
      names = "--allow-class",
      paramLabel = "NAME",
      description =
          "A class besides DL4J's own that the network may name, such as that of a layer of yours;"
              + " repeat for more. Its code is run: allow only classes that you know.")
  private List<String> names = List.of();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** To be mixed into a command. */
  public ClassOptions() {}

  /**
   * Those of DL4J, and those given.
   *
   * @return what a network may name
   */
  public AllowedClasses allowed() {
    return Usage.checked(command, () -> AllowedClasses.ofLibraries().and(names));
  }

  /**
   * Those given.
   *
   * @return full names
   */
  public List<String> names() {
    return List.copyOf(names);
  }
}
