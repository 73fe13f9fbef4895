// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infoscope.measure.Measure;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresetTest {
  private static List<String> names(InfoscopeBuilder builder) {
    return builder.measures.measures(1, 0).stream().map(Measure::name).toList();
  }

  private static Object setting(InfoscopeBuilder builder, String name) {
    return builder.measures.settings(builder.measures.measures(1, 0)).get(name);
  }

  @Test
  void economyIsThePlaneAndAccuracy() {
    InfoscopeBuilder builder = Infoscope.builder().preset(Preset.ECONOMY);
    assertThat(names(builder)).containsExactly("probe", "information-plane");
    assertThat(setting(builder, "preset")).isEqualTo("economy");
  }

  @Test
  void fullIsEveryMeasureAtEverySnapshot() {
    InfoscopeBuilder builder = Infoscope.builder().preset(Preset.FULL);
    assertThat(names(builder)).isEqualTo(names(Infoscope.builder()));
    assertThat(setting(builder, "conductance.everyEpochs")).isEqualTo(1);
    assertThat(setting(builder, "usable.everyEpochs")).isEqualTo(1);
  }

  @Test
  void theDefaultIsWhatIsMeasuredWithoutAPreset() {
    InfoscopeBuilder builder = Infoscope.builder().preset(Preset.FULL).preset(Preset.DEFAULT);
    assertThat(builder.measures.settings(builder.measures.measures(1, 0)))
        .isEqualTo(
            Infoscope.builder().measures.settings(Infoscope.builder().measures.measures(1, 0)));
  }

  @Test
  void optionsChangeWhatAPresetBegan() {
    assertThat(names(Infoscope.builder().preset(Preset.ECONOMY).relay(relay -> relay)))
        .containsExactly("probe", "information-plane", "relay");
    assertThat(names(Infoscope.builder().preset(Preset.FULL).without("flow")))
        .doesNotContain("flow")
        .contains("conductance");
    InfoscopeBuilder rare =
        Infoscope.builder().preset(Preset.FULL).conductance(each -> each.withEveryEpochs(3));
    assertThat(setting(rare, "conductance.everyEpochs")).isEqualTo(3);
  }

  @Test
  void aPresetThatIsNoneIsRefused() {
    Preset none = null;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Infoscope.builder().preset(none))
        .withMessageContaining("preset");
  }
}
