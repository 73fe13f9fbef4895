// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static java.util.stream.Collectors.toMap;

import dev.infoscope.dl4j.affine.AffineMaps;
import dev.infoscope.dl4j.probe.Blocks;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.read.LayerCapture;
import dev.infoscope.dl4j.read.ProbeOutputs;
import dev.infoscope.dl4j.read.SoftmaxInput;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.ObservedMap;
import dev.infoscope.network.Source;
import dev.infoscope.numeric.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One pass of the probe set through the shadow, in which every reader takes what it needs. */
final class ProbePass {
  /** Operations of a multiplication in a pass, which many are done at once. */
  private static final double PRODUCT = 0.25;

  private final Shadow shadow;
  private final AffineMaps maps;
  private final int examples;
  private final List<LayerCapture> layers;
  private final Map<Integer, SoftmaxInput> softmax = new TreeMap<>(); // by layer
  private final List<BiConsumer<Probe.Block, Map<Integer, INDArray>>> readers = new ArrayList<>();

  /** A pass that reads these layers. */
  ProbePass(Shadow shadow, AffineMaps maps, List<Layer> chosen, int examples) {
    this.shadow = shadow;
    this.maps = maps;
    this.examples = examples;
    this.layers = captures(chosen);
  }

  private List<LayerCapture> captures(List<Layer> some) {
    List<LayerCapture> captures =
        some.stream()
            .map(layer -> new LayerCapture(layer, shadow.layout(layer.index()), examples))
            .toList();
    readers.add((block, seen) -> captures.forEach(capture -> accept(capture, block, seen)));
    return captures;
  }

  private void accept(LayerCapture capture, Probe.Block block, Map<Integer, INDArray> seen) {
    int index = capture.layer().index();
    capture.accept(block, seen.get(index), shadow.mask(index));
  }

  /** Reads outputs of the network too, which need not be among the layers. */
  List<LayerCapture> readOutputs() {
    return captures(shadow.outputs().stream().map(shadow.layers()::get).toList());
  }

  /** Reads the logits of dense softmax layers too. */
  void readLogits() {
    for (LayerCapture capture : layers) {
      SoftmaxInput input = SoftmaxInput.of(shadow, capture.layer(), examples);
      if (input != null) {
        softmax.put(capture.layer().index(), input);
        readers.add(input::accept);
      }
    }
  }

  /** Holds outputs against targets too. */
  void compare(ProbeOutputs outputs) {
    readers.add(outputs::accept);
  }

  /** Makes the pass. */
  List<LayerCapture> run(List<Probe.Block> blocks) {
    maps.begin();
    for (Probe.Block block : blocks) {
      if (block.first() > 0) { // a network may be attached by a thread that was interrupted
        Cancellation.check();
      }
      Map<Integer, INDArray> seen = shadow.forward(block);
      readers.forEach(reader -> reader.accept(block, seen));
      maps.accept(block, seen);
      Blocks.close(seen.values(), List.of(block.features()));
    }
    return layers;
  }

  /**
   * The layers that could be read.
   *
   * @param sources of each layer, by its index
   */
  List<LayerSnapshot> snapshots(Map<Integer, List<Source>> sources) {
    return readable()
        .map(
            capture -> {
              int index = capture.layer().index();
              SoftmaxInput input = softmax.get(index);
              return capture.snapshot(
                  maps.map(capture.layer()),
                  sources.getOrDefault(index, List.of()),
                  input == null ? null : input.logits());
            })
        .toList();
  }

  /**
   * Operations of such a pass, as far as layers are dense.
   *
   * @param read what {@link #snapshots} gave
   */
  double cost(List<LayerSnapshot> read) {
    Map<Integer, Long> positions =
        readable().collect(toMap(capture -> capture.layer().index(), LayerCapture::positions));
    double operations = 0;
    for (LayerSnapshot layer : read) {
      ObservedMap map = layer.map();
      if (map != null) {
        operations +=
            PRODUCT
                * positions.getOrDefault(layer.layer().index(), 0L)
                * map.dense().weights().length;
      }
    }
    return operations;
  }

  private Stream<LayerCapture> readable() {
    return layers.stream().filter(capture -> capture.refusal() == null);
  }

  /** Why layers could not be read, by name. */
  Map<String, String> refusals() {
    Map<String, String> reasons = new TreeMap<>();
    for (LayerCapture capture : layers) {
      String reason = capture.refusal();
      if (reason != null) {
        reasons.put(capture.layer().name(), reason);
      }
    }
    return reasons;
  }
}
