// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.option;

import dev.infoscope.numeric.Require;
import picocli.CommandLine.Option;

/** How many shuffles a null rests on; mixed in. */
public final class ShufflesOption {
  private final int most;

  @Option(
      names = {"-n", "--null"},
      paramLabel = "N",
      description = "Shuffles for the null, the reading by chance; default ${DEFAULT-VALUE}.")
  private int value;

  /**
   * For the command line only.
   *
   * @param usual the default
   * @param most the most that are taken
   */
  public ShufflesOption(int usual, int most) {
    this.value = usual;
    this.most = most;
  }

  /**
   * How many.
   *
   * @return 0 for no null
   */
  public int value() {
    return value;
  }

  /**
   * Demands that there are as many as are taken.
   *
   * @throws IllegalArgumentException if there are fewer than none, or too many
   */
  public void check() {
    Require.atLeast("--null", value, 0);
    Require.atMost("--null", value, most);
  }
}
