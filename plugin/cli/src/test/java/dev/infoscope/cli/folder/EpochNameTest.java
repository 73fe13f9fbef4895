// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.cli.table.InputException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which number in the name of a folder is the epoch. */
class EpochNameTest {
  @ParameterizedTest
  @CsvSource({
    "epoch-0001, 1",
    "7, 7",
    "epoch1_loss0.53, 1",
    "epoch2_loss0.41, 2",
    "EPOCH=12-acc0.9, 12",
    "loss0.5_epoch3, 3",
    "epoch3_step1200, 3",
    "resnet18_epoch4, 4",
    "resnet18-step-500, 500",
    "checkpoint-500, 500",
    "ckpt_0003, 3",
    "net.05-0.57, 5",
    "e9, 9",
    "after 12 epochs, 12",
    "sleep5, 5",
    "epoch-2147483647, 2147483647",
    "epoch-00000000000000000003, 3"
  })
  void theNumberThatIsMeantIsRead(String name, int epoch) {
    assertThat(EpochName.of(Path.of("run", name))).isEqualTo(epoch);
  }

  @ParameterizedTest
  @CsvSource({
    "epoch-1.5, 1.5 for its epoch",
    "1.5, 1.5 for its epoch",
    "epoch-2147483648, more than 2147483647",
    "step-20261130101500, more than 2147483647",
    "run2_0003, 2 and 0003 for its epoch",
    "2026-11-30, 2026 and 11 and 30",
    "epoch1-epoch2, 1 and 2"
  })
  void whatIsNotClearIsRefusedWithTheCure(String name, String said) {
    assertThatThrownBy(() -> EpochName.of(Path.of("run", name)))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(name, said, "rename it, as epoch-0001");
  }

  @Test
  void aNameWithoutNumberHasNone() {
    assertThat(EpochName.of(Path.of("run", "weights"))).isNull();
  }
}
