// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import dev.infoscope.Infoscope;
import dev.infoscope.InfoscopeBuilder;
import dev.infoscope.estimate.Flag;
import dev.infoscope.examples.IdxFiles;
import dev.infoscope.examples.MnistNetworks;
import dev.infoscope.measure.Cost;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.causal.CausalMeasure;
import dev.infoscope.measure.causal.CausalSettings;
import dev.infoscope.measure.flow.FlowEstimator;
import dev.infoscope.measure.flow.FlowMeasure;
import dev.infoscope.measure.flow.FlowSettings;
import dev.infoscope.measure.neuron.NeuronImportance;
import dev.infoscope.measure.neuron.NeuronSettings;
import dev.infoscope.measure.neuron.ablation.AblationMeasure;
import dev.infoscope.measure.neuron.ablation.AblationSettings;
import dev.infoscope.measure.plane.ConductancePlane;
import dev.infoscope.measure.plane.ConductanceSettings;
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
import dev.infoscope.network.Snapshot;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Processor time of the measures on the dense MNIST network, moving and at rest. */
@Command(
    name = "measure-cost",
    description = "Processor time of each measure on a 784-256-128-10 network, or by its size.",
    mixinStandardHelpOptions = true)
public final class MeasureCost implements Callable<Integer> {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int BATCH = 128;
  private static final int AT_REST = 20;
  private static final Map<String, Supplier<Measure>> MEASURES = new LinkedHashMap<>();

  static {
    PlaneSettings plane = PlaneSettings.defaults();
    ConductanceSettings conductance = ConductanceSettings.defaults().withEveryEpochs(1);
    FlowSettings flow = FlowSettings.defaults();
    AblationSettings ablation = AblationSettings.defaults().withEveryEpochs(1);
    MEASURES.put("information-plane", () -> new InformationPlane(plane));
    MEASURES.put("causal", () -> new CausalMeasure(CausalSettings.defaults()));
    MEASURES.put("neurons", () -> new NeuronImportance(NeuronSettings.defaults()));
    MEASURES.put("relay", () -> new RelayMeasure(RelaySettings.defaults()));
    MEASURES.put("flow", () -> new FlowMeasure(flow));
    MEASURES.put("conductance", () -> new ConductancePlane(plane, conductance));
    UsableSettings usable = UsableSettings.defaults().withEveryEpochs(1);
    MEASURES.put("usable", () -> new UsableMeasure(usable));
    MEASURES.put("redundancy", () -> new RedundancyMeasure(RedundancySettings.defaults()));
    MEASURES.put("plasticity", () -> new PlasticityMeasure(PlasticitySettings.defaults()));
    MEASURES.put("flow-ksg", () -> new FlowMeasure(flow.withEstimator(FlowEstimator.ksg())));
    MEASURES.put("ablation", () -> new AblationMeasure(ablation, 0));
  }

  @Option(names = "--data", description = "Folder with the four idx files.")
  private @Nullable Path data;

  @Option(
      names = "--units",
      split = ",",
      description = "Instead, one snapshot of a network on made-up data for each of these widths.")
  private List<Integer> units = List.of();

  @Option(
      names = "--classes",
      split = ",",
      description = "With each of these numbers of classes (default: 10).")
  private List<Integer> classes = List.of(10);

  @Option(names = "--rows", description = "Examples of the made-up probe (default: 500).")
  private int rows = 500;

  @Option(names = "--epochs", description = "Epochs to train (default: 12).")
  private int epochs = 12;

  @Option(
      names = "--measure",
      split = ",",
      description = "Which ones (default: those that are on by default, each at every snapshot).")
  private List<String> measures =
      List.of(
          "information-plane",
          "causal",
          "neurons",
          "relay",
          "flow",
          "conductance",
          "usable",
          "redundancy",
          "plasticity");

  /**
   * The measure with a stopwatch on its thread's processor time and a count of what it allocates.
   */
  private static final class Timed implements Measure {
    private final String name;
    private final Measure measure;
    private final List<Double> millis = new ArrayList<>();
    private final List<Double> megabytes = new ArrayList<>();
    private boolean sampled;

    Timed(String name, Measure measure) {
      this.name = name;
      this.measure = measure;
    }

    @Override
    public String name() {
      return name + "-timed";
    }

    @Override
    public boolean readsWeights() {
      return measure.readsWeights();
    }

    @Override
    public Cost cost(Snapshot snapshot) {
      return measure.cost(snapshot);
    }

    @Override
    public Findings measure(Snapshot snapshot) throws Exception {
      return measure(snapshot, Double.POSITIVE_INFINITY);
    }

    @Override
    public Findings measure(Snapshot snapshot, double operations) throws Exception {
      long allocated = THREADS.getCurrentThreadAllocatedBytes();
      long start = THREADS.getCurrentThreadCpuTime();
      Findings findings = measure.measure(snapshot, operations);
      long end = THREADS.getCurrentThreadCpuTime();
      millis.add((end - start) / 1e6);
      megabytes.add((THREADS.getCurrentThreadAllocatedBytes() - allocated) / 1e6);
      sampled =
          findings.readings().stream().anyMatch(reading -> reading.flags().contains(Flag.SAMPLED));
      return findings;
    }

    /** Of the last snapshot, with a star if it was sampled; a dash if it was left out. */
    String last() {
      return millis.isEmpty()
          ? "-"
          : String.format(Locale.ROOT, "%.0f%s", millis.get(millis.size() - 1), sampled ? "*" : "");
    }
  }

  @Override
  public Integer call() throws Exception {
    if (!units.isEmpty()) {
      bySize();
      return 0;
    } else if (data == null) {
      throw new IllegalArgumentException("--data (none) or --units (none) must be given");
    }
    training(data);
    return 0;
  }

  private void bySize() throws Exception {
    System.out.printf(
        Locale.ROOT,
        "CPU ms of one snapshot of %d examples, * where sampled, - where left out%n",
        rows);
    System.out.printf(Locale.ROOT, "%7s %7s", "units", "classes");
    measures.forEach(name -> System.out.printf(Locale.ROOT, " %17s", name));
    System.out.println();
    for (int width : units) {
      for (int count : classes) {
        List<Timed> timed = measures.stream().map(MeasureCost::timed).toList();
        snapshot(
            timed, SyntheticNetworks.network(width, count), SyntheticNetworks.probe(rows, count));
        System.out.printf(Locale.ROOT, "%7d %7d", width, count);
        timed.forEach(each -> System.out.printf(Locale.ROOT, " %17s", each.last()));
        System.out.println();
      }
    }
  }

  private static void snapshot(List<Timed> timed, MultiLayerNetwork network, DataSet probe) {
    try (Infoscope scope = builder(timed).probe(probe).build()) {
      scope.sample(network, 1);
    }
  }

  private static InfoscopeBuilder builder(List<Timed> timed) {
    InfoscopeBuilder builder =
        Infoscope.builder()
            .without("information-plane", "conductance", "causal", "neurons", "relay", "flow")
            .without("usable", "redundancy", "plasticity")
            .synchronous();
    timed.forEach(builder::measure);
    return builder;
  }

  private void training(Path folder) throws Exception {
    List<Timed> timed = measures.stream().map(MeasureCost::timed).toList();
    IdxFiles files = new IdxFiles(folder);
    DataSetIterator batches = new ListDataSetIterator<>(files.training().batchBy(BATCH), 1);
    MultiLayerNetwork network = new MultiLayerNetwork(MnistNetworks.dense(1));
    network.init();
    try (Infoscope scope = builder(timed).probe(files.test()).build()) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        network.fit(batches);
        scope.sample(network, epoch);
      }
      for (int look = 1; look <= AT_REST; look++) {
        scope.sample(network, epochs + look);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "CPU ms per snapshot: first, median, most of %d epochs; median of %d snapshots at rest;"
            + " MB%n",
        epochs,
        AT_REST);
    timed.forEach(this::print);
  }

  private static Timed timed(String name) {
    Supplier<Measure> measure = MEASURES.get(name);
    if (measure == null) {
      throw new IllegalArgumentException(
          "--measure (" + name + ") must be one of " + MEASURES.keySet());
    }
    return new Timed(name, measure.get());
  }

  private void print(Timed timed) {
    List<Double> moved = timed.millis.subList(0, epochs);
    List<Double> sorted = moved.stream().sorted().toList();
    List<Double> rest = timed.millis.stream().skip(epochs).sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%-18s %9.2f %9.2f %9.2f %9.2f %9.1f%n",
        timed.name,
        moved.get(0),
        sorted.get(epochs / 2),
        sorted.get(epochs - 1),
        rest.get(AT_REST / 2),
        timed.megabytes.stream().sorted().skip(timed.megabytes.size() / 2).findFirst().orElse(0.0));
  }
}
