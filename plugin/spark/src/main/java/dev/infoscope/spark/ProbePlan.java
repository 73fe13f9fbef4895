// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.measure.CountedMeasure;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.causal.CausalMeasure;
import dev.infoscope.measure.causal.CausalSettings;
import dev.infoscope.measure.flow.FlowMeasure;
import dev.infoscope.measure.flow.FlowSettings;
import dev.infoscope.measure.neuron.NeuronImportance;
import dev.infoscope.measure.neuron.NeuronSettings;
import dev.infoscope.measure.plane.InformationPlane;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.measure.plasticity.PlasticityMeasure;
import dev.infoscope.measure.plasticity.PlasticitySettings;
import dev.infoscope.measure.redundancy.RedundancyMeasure;
import dev.infoscope.measure.redundancy.RedundancySettings;
import dev.infoscope.measure.relay.RelayMeasure;
import dev.infoscope.measure.relay.RelaySettings;
import dev.infoscope.measure.usable.UsableMeasure;
import dev.infoscope.measure.usable.UsableSettings;
import dev.infoscope.numeric.Require;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is measured of a probe on Spark.
 *
 * @param mostRows rows that measures of a sample read
 * @param seed of all random choices
 * @param without names of measures that are left out
 * @param bins of a unit in the information plane, at least 2
 */
public record ProbePlan(int mostRows, long seed, Set<String> without, int bins)
    implements Serializable {
  private static final int BINS = 30;

  /** Copies the names. */
  public ProbePlan {
    without = Set.copyOf(without);
    Require.atLeast("bins", bins, 2);
  }

  /**
   * With as many bins as usual.
   *
   * @param mostRows rows that measures of a sample read
   * @param seed of all random choices
   * @param without names of measures that are left out
   */
  public ProbePlan(int mostRows, long seed, Set<String> without) {
    this(mostRows, seed, without, BINS);
  }

  /**
   * Other bins.
   *
   * @param count of a unit in the information plane, at least 2
   * @return a copy
   */
  public ProbePlan withBins(int count) {
    return new ProbePlan(mostRows, seed, without, count);
  }

  /** Measures of counts over all rows. */
  CountedMeasures counted() {
    List<CountedMeasure> all = new ArrayList<>();
    PlaneSettings plane =
        PlaneSettings.defaults().withQuantizer(Discretizer.activationRange(bins)).withSeed(seed);
    all.add(new InformationPlane(plane));
    all.add(new NeuronImportance(NeuronSettings.defaults().withSeed(seed)));
    all.add(new RelayMeasure(RelaySettings.defaults().withSeed(seed)));
    all.add(new FlowMeasure(FlowSettings.defaults().withSeed(seed)));
    all.removeIf(measure -> without.contains(measure.name()));
    return new CountedMeasures(all);
  }

  /** Measures of a sample of the rows. */
  List<Measure> sampled() {
    List<Measure> all = new ArrayList<>();
    all.add(new UsableMeasure(UsableSettings.defaults().withSeed(seed).withEveryEpochs(1)));
    all.add(new RedundancyMeasure(RedundancySettings.defaults().withSeed(seed)));
    all.add(new PlasticityMeasure(PlasticitySettings.defaults().withSeed(seed)));
    all.removeIf(measure -> without.contains(measure.name()));
    return all;
  }

  /** Measures of weights, for which ranges of values are enough. */
  List<Measure> ofWeights() {
    Measure causal = new CausalMeasure(CausalSettings.defaults().withSeed(seed));
    return without.contains(causal.name()) ? List.of() : List.of(causal);
  }

  /** All settings by name, so that a report says how its readings were obtained. */
  Map<String, Object> settings() {
    List<Measure> all = new ArrayList<>(counted().measures());
    all.addAll(ofWeights());
    all.addAll(sampled());
    Map<String, Object> settings = new TreeMap<>();
    for (Measure measure : all) {
      measure.settings().forEach((name, value) -> settings.put(measure.name() + "." + name, value));
    }
    settings.put("sample.rows", (long) mostRows);
    if (!without.isEmpty()) {
      settings.put("without", without.stream().sorted().toList());
    }
    return settings;
  }
}
