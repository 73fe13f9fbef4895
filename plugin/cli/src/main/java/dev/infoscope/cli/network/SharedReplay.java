// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.dl4j.saved.AllowedClasses;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What all parts of a replay need: the probe set as it goes into the network, and how to measure.
 *
 * @param probe file of the probe set, for messages
 * @param features of the probe set, in order C
 * @param shape of the features
 * @param targets a column
 * @param classes one per example
 * @param normalizer whether to apply the normaliser of the network; null for as the examples look
 * @param allowed classes beside those of DL4J that a network may name
 * @param options how to measure
 */
@SuppressWarnings("ArrayRecordComponent")
record SharedReplay(
    String probe,
    float[] features,
    long[] shape,
    double[] targets,
    int[] classes,
    @Nullable Boolean normalizer,
    List<String> allowed,
    ReplayOptions options)
    implements Serializable {

  static SharedReplay of(
      Path probe,
      ProbeFiles files,
      @Nullable Boolean normalizer,
      List<String> allowed,
      ReplayOptions options) {
    INDArray features = files.data().getFeatures();
    return new SharedReplay(
        probe.toString(),
        features.dup('c').data().asFloat(),
        features.shape(),
        files.data().getLabels().dup('c').data().asDouble(),
        files.classes(),
        normalizer,
        List.copyOf(allowed),
        options);
  }

  Checkpoint checkpoint(PartMoment moment) {
    AllowedClasses classes = AllowedClasses.ofLibraries().and(allowed);
    ModelFile model = new ModelFile(Path.of(moment.file()), classes);
    return new Checkpoint(model, moment.epoch(), moment.iteration(), moment.time());
  }

  /** A replay that has seen nothing. */
  CheckpointReplay open(Checkpoint first) {
    INDArray rows = Nd4j.create(DataType.FLOAT, shape);
    rows.assign(Nd4j.create(features, shape, 'c'));
    INDArray column = Nd4j.create(targets, new long[] {targets.length, 1}, 'c');
    ProbeFiles files = new ProbeFiles(new DataSet(rows, column), classes);
    Normalization normal = Normalization.of(first.model(), normalizer);
    return CheckpointReplay.open(Path.of(probe), files, normal, options);
  }
}
