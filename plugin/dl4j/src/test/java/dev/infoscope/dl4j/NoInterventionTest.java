// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.kinds.Kind;
import dev.infoscope.kinds.Kinds;
import dev.infoscope.network.Intervention;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.NetworkAccess;
import dev.infoscope.network.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers of all kinds with no unit held, also those that hand on a part of their input. */
class NoInterventionTest {
  private static final Moment NOW = new Moment(1, 1, Instant.EPOCH, 0);

  private static List<Kind> kinds() {
    return Kinds.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void anInterventionOnNoUnitsChangesNoPrediction(Kind kind) {
    Model model = kind.network().get();
    Probe probe = Probe.of(kind.data(), kind.classes(), Kind.ROWS, 1);
    List<String> all = Shadow.of(model).layers().stream().map(Layer::name).toList();
    Snapshot snapshot = new Examiner(model, probe, all, false).examine(NOW);
    NetworkAccess access = Objects.requireNonNull(snapshot.access());
    for (LayerSnapshot seen : snapshot.layers()) {
      for (int time = 0; time < 2; time++) { // the second time with what was kept
        assertThat(access.predictions(seen.layer(), Intervention.none()))
            .as("%s, %s", kind, seen.layer().name())
            .isEqualTo(snapshot.predictions());
      }
    }
  }
}
