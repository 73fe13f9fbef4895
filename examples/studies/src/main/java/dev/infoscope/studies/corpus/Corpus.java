// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import java.util.List;
import java.util.stream.Stream;

/** All networks of the corpus, in a fixed order. */
final class Corpus {
  private Corpus() {}

  static List<CorpusNetwork> all() {
    return Stream.of(
            KindForms.all(),
            SequenceForms.all(),
            ImageForms.all(),
            VolumeForms.all(),
            GraphForms.all(),
            OneOutputForms.all(),
            TransferForms.all(),
            MaskForms.all())
        .flatMap(List::stream)
        .toList();
  }
}
