// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
  private static final OutputFile.Work BROKEN =
      () -> {
        throw new IOException("Broken pipe");
      };

  @TempDir private Path folder;

  /** As in {@code --csv /dev/stdout | head}. */
  @Test
  void aReaderWhoHasSeenEnoughIsNoFailure() {
    assertThatCode(() -> OutputFile.write(folder.resolve("no file"), BROKEN))
        .doesNotThrowAnyException();
  }

  @Test
  void whatTheSystemSaysOfAFileIsAFailure() throws IOException {
    Path file = Files.writeString(folder.resolve("x.csv"), "");
    assertThatThrownBy(() -> OutputFile.write(file, BROKEN))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot be written: Broken pipe");
    OutputFile.Work full =
        () -> {
          throw new IOException("No space left on device");
        };
    assertThatThrownBy(() -> OutputFile.write(folder.resolve("other"), full))
        .hasMessageContaining("No space left on device");
  }
}
