// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infoscope.measure.causal.CausalMeasure;
import dev.infoscope.measure.causal.CausalSettings;
import dev.infoscope.measure.drift.DriftSettings;
import dev.infoscope.measure.flow.FlowSettings;
import dev.infoscope.measure.neuron.NeuronSettings;
import dev.infoscope.measure.neuron.ablation.AblationSettings;
import dev.infoscope.measure.plane.ConductancePlane;
import dev.infoscope.measure.plane.ConductanceSettings;
import dev.infoscope.measure.plane.InformationPlane;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.measure.plasticity.PlasticitySettings;
import dev.infoscope.measure.redundancy.RedundancySettings;
import dev.infoscope.measure.relay.RelaySettings;
import dev.infoscope.measure.usable.UsableSettings;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingValuesTest {
  static Stream<Record> all() {
    return Stream.of(
        PlaneSettings.defaults(),
        ConductanceSettings.defaults(),
        CausalSettings.defaults().withJoint().withBlocks(),
        NeuronSettings.defaults(),
        AblationSettings.defaults(),
        RelaySettings.defaults(),
        FlowSettings.defaults(),
        UsableSettings.defaults(),
        RedundancySettings.defaults(),
        PlasticitySettings.defaults(),
        DriftSettings.defaults());
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyComponentThatIsSetIsThereButTheSeed(Record settings) throws Exception {
    Map<String, Object> values = SettingValues.of(settings);
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      boolean set =
          component.getAccessor().invoke(settings) != null && !component.getName().equals("seed");
      assertThat(
              values.keySet().stream()
                  .anyMatch(name -> (name + ".").startsWith(component.getName() + ".")))
          .as("%s in %s", component.getName(), values)
          .isEqualTo(set);
    }
    assertThat(values.values().toString()).doesNotContain("Settings", "Plan[", "@");
  }

  @Test
  void numbersStayNumbersAndRulesAreTheirText() {
    assertThat(SettingValues.of(PlaneSettings.defaults()))
        .containsEntry("shuffles", 20)
        .containsEntry("quantizer", "activation-range:30")
        .containsEntry("estimators", List.of("binned", "pairwise"));
    assertThat(new CausalMeasure(CausalSettings.defaults()).settings())
        .containsEntry("bins.inputBins", 16)
        .doesNotContainKey("joint");
  }

  @Test
  void aBaselineIsToldFromAnother() {
    ConductanceSettings defaults = ConductanceSettings.defaults();
    Object one = SettingValues.of(defaults.withBaseline(0, 1)).get("baseline");
    assertThat(one).isNotEqualTo(SettingValues.of(defaults.withBaseline(1, 0)).get("baseline"));
    assertThat(one).asString().startsWith("2 given numbers");
  }

  @Test
  void theConductancePlaneSaysItsEstimatorsToo() {
    PlaneSettings plane = PlaneSettings.defaults().withShuffles(7);
    assertThat(new ConductancePlane(plane, ConductanceSettings.defaults()).settings())
        .containsEntry("shuffles", 7)
        .containsEntry("steps", 20);
    assertThat(new InformationPlane(plane).settings()).containsEntry("shuffles", 7);
  }

  @Test
  void copiesAreSortedAndKnowTwoKindsOfNumbersOnly() {
    Map<String, Object> given = new HashMap<>();
    given.put("b", 3);
    given.put("a", List.of(1, 0.5f, "c"));
    assertThat(SettingValues.copy(given))
        .containsExactly(Map.entry("a", List.of(1L, 0.5, "c")), Map.entry("b", 3L));
  }

  @Test
  void whatIsNoSettingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SettingValues.copy(Map.of("own.rule", Map.of())))
        .withMessage(
            "setting own.rule ({}) must be a text, a finite number, a truth value or a list of"
                + " these");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SettingValues.copy(Map.of("own.rate", Double.NaN)));
  }
}
