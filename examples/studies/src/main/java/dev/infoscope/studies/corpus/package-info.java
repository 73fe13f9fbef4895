// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Networks of every layer, format, mask and vertex of DL4J ({@link
 * dev.infoscope.studies.corpus.Corpus}), and whether what Infoscope reads of each is what DL4J
 * computes ({@link dev.infoscope.studies.corpus.ReadCorpus}).
 */
@NullMarked
package dev.infoscope.studies.corpus;

import org.jspecify.annotations.NullMarked;
