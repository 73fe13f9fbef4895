// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.examples.IdxFiles;
import dev.infoscope.studies.IdxFolder;
import dev.infoscope.studies.Printed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class CausalExampleTest {
  @TempDir Path folder;

  private static Document parsed(Path svg) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
  }

  private static int count(Document svg, String tag) {
    return svg.getElementsByTagName(tag).getLength();
  }

  @Test
  void everySeedAndKindHasAPanelWithAWayPerLayer() throws Exception {
    Path figure = folder.resolve("iris.svg");
    Printed printed =
        Printed.by("causal", "--seeds", 2, "--epochs", 100, "--parts-only", "--figure", figure);
    assertThat(printed.status()).as(printed.err()).isZero();
    assertThat(printed.out())
        .contains("seed 1: ", "seed 2: ", "hidden_1", "hidden_2", "output", "test accuracy");
    Document svg = parsed(figure);
    assertThat(count(svg, "path")).as("seeds x layers").isEqualTo(2 * 3);
    Element dots = (Element) svg.getElementsByTagName("g").item(0);
    assertThat(dots.getElementsByTagName("circle").getLength()).as("looks").isEqualTo(3);
  }

  @Test
  void theJointInformationIsInTheTableAndInPanelsOfItsOwn() throws Exception {
    Path figure = folder.resolve("joint.svg");
    Printed printed = Printed.by("causal", "--seeds", 1, "--epochs", 50, "--figure", figure);
    assertThat(printed.out().lines().filter(line -> line.startsWith("  output")))
        .singleElement()
        .asString()
        .doesNotContain("NaN")
        .matches("  output( +-?[0-9.]+; -?[0-9.]+\\.\\.-?[0-9.]+){4}");
    assertThat(count(parsed(figure), "path")).as("kinds x layers").isEqualTo(2 * 3);
  }

  @Test
  void aSeedGivesTheSameWayAgain() throws Exception {
    CausalTask task = CausalTask.of("iris", null);
    Map<String, List<CausalRun.Place>> first =
        new CausalRun(task, 100, false).train(4).trajectories("parts");
    assertThat(new CausalRun(task, 100, false).train(4).trajectories("parts")).isEqualTo(first);
    assertThat(new CausalRun(task, 100, false).train(5).trajectories("parts")).isNotEqualTo(first);
    assertThat(first.get("output")).extracting(CausalRun.Place::epoch).containsExactly(0, 50, 100);
    CausalRun.Place place = first.get("output").get(2);
    assertThat(place.degeneracy()).isEqualTo(place.sensitivity() - place.information());
  }

  @Test
  void digitsFromZeroToFourBecomeMeansOverTiles() throws Exception {
    DataSet digits = new IdxFiles(IdxFolder.write(folder, 40, 10)).training();
    DataSet reduced = CausalTask.reduced(digits, 1000);
    assertThat(reduced.getFeatures().shape()).containsExactly(20, 25);
    assertThat(reduced.getLabels().shape()).containsExactly(20, 5);
    INDArray first = digits.getFeatures().getRow(0);
    double sum = 0;
    for (int p = 0; p < 36; p++) {
      sum += first.getDouble(p / 6 * 28 + p % 6); // 28 / 5 leaves six rows for the first tile
    }
    assertThat(reduced.getFeatures().getDouble(0, 0)).isCloseTo(sum / 36, within(1e-5));
    assertThat(CausalTask.reduced(digits, 7).numExamples()).isEqualTo(7);
  }

  @Test
  void theDigitsAreTrainedFromAFolder() throws Exception {
    IdxFolder.write(folder, 200, 60);
    Printed printed =
        Printed.by(
            "causal",
            "--task",
            "mnist",
            "--data",
            folder,
            "--seeds",
            1,
            "--epochs",
            10,
            "--parts-only");
    assertThat(printed.status()).as(printed.err()).isZero();
    assertThat(printed.out()).contains("hidden_3");
  }

  @Test
  void whatIsMissingOrUnknownIsSaid() {
    Printed unknown = Printed.by("causal", "--task", "cifar");
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.err()).contains("--task (cifar) must be iris or mnist");
    Printed missing = Printed.by("causal", "--task", "mnist");
    assertThat(missing.status()).isEqualTo(2);
    assertThat(missing.err()).contains("--task mnist needs --data");
    Printed empty = Printed.by("causal", "--task", "mnist", "--data", folder);
    assertThat(empty.status()).isEqualTo(2);
    assertThat(empty.err()).contains("train-labels-idx1-ubyte");
  }
}
