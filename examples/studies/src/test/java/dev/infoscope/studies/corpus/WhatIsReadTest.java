// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.kinds.Family;
import dev.infoscope.kinds.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page "How each layer is read" and the classes of DL4J's jar are in step. */
class WhatIsReadTest {
  private static final Path PAGE = Path.of("../../src/site/what-is-read.md");
  private static final Set<String> TRIED =
      Corpus.all().stream().map(CorpusNetwork::about).collect(Collectors.toSet());

  @ParameterizedTest
  @EnumSource(names = {"LAYER", "VERTEX"})
  void everyLayerAndVertexOfDl4jHasALineOnThePage(Family family) throws IOException {
    String page = Files.readString(PAGE);
    assertThat(family.classes())
        .isNotEmpty()
        .allSatisfy(
            type ->
                assertThat(
                        type == LayerVertex.class // its layer has a line
                            || page.contains("| `" + type.getSimpleName() + "` |"))
                    .as("%s has a line", type.getName())
                    .isTrue());
  }

  @ParameterizedTest
  @EnumSource(names = {"LAYER", "VERTEX", "PREPROCESSOR"})
  void everyClassStandsInANetworkOfTheCorpusOrIsLeftOutForAReason(Family family) {
    assertThat(family.classes())
        .allSatisfy(
            type ->
                assertThat(Kinds.LEFT_OUT.containsKey(type) || TRIED.contains(type.getSimpleName()))
                    .as("%s", type.getName())
                    .isTrue());
  }
}
