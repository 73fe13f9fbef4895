// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.studies.IdxFolder;
import dev.infoscope.studies.Printed;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maps of made-up digits, and the cost of the measure. */
class FlowImagesTest {
  @TempDir Path folder;

  @Test
  void bothEstimatorsAreTimedAtEachSnapshotAndAMapIsDrawn() throws IOException {
    IdxFolder.write(folder, 256, 60);
    Path maps = folder.resolve("maps");
    Printed printed =
        Printed.by("flow-images", "--data", folder, "--rows", 40, "--maps", 1, "--out", maps);
    assertThat(printed.status()).as(printed.err()).isZero();
    assertThat(printed.out().lines().filter(line -> line.contains(" ms CPU; "))).hasSize(8);
    assertThat(printed.out()).contains("maps of 1 digits over 40 examples", "maps are in " + maps);
    assertThat(maps).isDirectoryContaining("glob:**/digit-0-as-?.png");
  }
}
