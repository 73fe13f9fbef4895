// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class StandardOutputTest {
  /** Takes three bytes. */
  private static final class Full extends OutputStream {
    private final String said;
    private int taken;
    private int refused;

    Full(String said) {
      this.said = said;
    }

    @Override
    public void write(int one) throws IOException {
      if (taken == 3) {
        refused++;
        throw new IOException(said);
      }
      taken++;
    }
  }

  @Test
  void aReaderWhoHasSeenEnoughIsNoFailureAndIsWrittenToNoMore() throws IOException {
    Full full = new Full("Broken pipe");
    try (StandardOutput out = new StandardOutput(full)) {
      out.write(new byte[5]);
      out.write(7);
      out.write(new byte[5]);
    }
    assertThat(full.taken).isEqualTo(3);
    assertThat(full.refused).isEqualTo(1);
  }

  @Test
  void aFullDiskIsAFailure() {
    StandardOutput out = new StandardOutput(new Full("No space left on device"));
    assertThatThrownBy(() -> out.write(new byte[5])).hasMessage("No space left on device");
  }
}
