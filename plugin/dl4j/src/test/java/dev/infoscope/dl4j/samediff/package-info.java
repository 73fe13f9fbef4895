// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** Graphs of SameDiff for tests, and their twins of DL4J. */
@NullMarked
package dev.infoscope.dl4j.samediff;

import org.jspecify.annotations.NullMarked;
