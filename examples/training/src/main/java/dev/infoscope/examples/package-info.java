// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Training loops to run and to copy from. {@link dev.infoscope.examples.Quickstart} needs no data;
 * {@link dev.infoscope.examples.Mnist} takes a folder.
 */
@NullMarked
package dev.infoscope.examples;

import org.jspecify.annotations.NullMarked;
