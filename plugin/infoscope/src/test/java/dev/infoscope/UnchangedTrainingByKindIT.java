// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import dev.infoscope.kinds.Kind;
import dev.infoscope.kinds.Kinds;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every class that DL4J's configurations are made of trains to the same bits when watched. */
@Tag("kinds")
class UnchangedTrainingByKindIT {
  private static List<Kind> kinds() {
    return Kinds.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  @Tried(
      value = "training of each of DL4J's layers, vertices and parts waits for every snapshot",
      area = Area.TRAINING)
  void watchedSynchronouslyItTrainsAsWithout(Kind kind) {
    TrainingComparison.assertSynchronously(kind);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  @Tried(
      value = "training of each of DL4J's layers, vertices and parts runs beside the analysis",
      area = Area.TRAINING)
  void watchedFromAnotherThreadItTrainsAsWithout(Kind kind) {
    TrainingComparison.assertFromAnotherThread(kind);
  }
}
