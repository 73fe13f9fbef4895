// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** The code in the README compiles and runs. */
class ReadmeTest {
  @Test
  void theThreeLinesRun() {
    DataSet testSet = Examples.flat(60, 1);
    DataSetIterator train = new ListDataSetIterator<>(Examples.flat(64, 2).batchBy(16), 1);
    MultiLayerNetwork net = Networks.denseWithDropout();
    // tag::three-lines[]
    Infoscope scope = Infoscope.builder().probe(testSet).run("mnist-mlp").serve(9464).build();
    net.addListeners(scope.listener());
    net.fit(train, 10);
    scope.close();
    // end::three-lines[]
    assertThat(net.getEpochCount()).isEqualTo(10);
  }

  @Test
  void theReadmeShowsJustTheseLines() throws IOException {
    String source = Files.readString(Path.of("src/test/java/dev/infoscope/ReadmeTest.java"));
    int from = source.indexOf("tag::three-lines[]") + "tag::three-lines[]".length();
    String lines = source.substring(from, source.indexOf("// end::three-lines[]")).stripIndent();
    assertThat(Files.readString(Path.of("../../README.md"))).contains(lines.strip());
  }
}
