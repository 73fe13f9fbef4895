// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * A run from files: a folder per epoch with what the layers of a network gave on the probe set,
 * written by whatever framework trained it. {@link dev.infoscope.cli.folder.RunFolder} reads it,
 * one epoch at a time.
 */
@NullMarked
package dev.infoscope.cli.folder;

import org.jspecify.annotations.NullMarked;
