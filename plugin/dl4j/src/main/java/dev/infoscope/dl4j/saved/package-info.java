// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Networks that DL4J saved, read as input that nobody vouches for.
 *
 * <pre>{@code
 * zip -> ZipEntries (two entries by name, sizes and checksums) -> Configuration (class names, sizes)
 *                                                             -> Parameters (lengths, then memory)
 *     -> SavedNetwork.restore() -> MultiLayerNetwork or ComputationGraph
 * }</pre>
 *
 * <p>DL4J's own reader unpacks every entry, runs Java deserialisation on one of them, loads any
 * class that the configuration names, and allocates whatever length stands in the file. Here
 * nothing is loaded or allocated before it was checked; the updater's state and preprocessors are
 * not read.
 */
@NullMarked
package dev.infoscope.dl4j.saved;

import org.jspecify.annotations.NullMarked;
