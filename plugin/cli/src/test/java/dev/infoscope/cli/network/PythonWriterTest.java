// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonWriterTest {
  /** Epochs kept, trainings that are resumed, odd names, full disks, fits in a loop. */
  @Test
  void theWriterKeepsTheTestsOfItsOwn(@TempDir Path folder) throws Exception {
    new PythonProgram("writer_test.py", folder).needs("numpy").run();
  }
}
