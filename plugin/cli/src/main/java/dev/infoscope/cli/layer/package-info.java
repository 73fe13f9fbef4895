// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** Commands that read layers as a whole and the labels: usable information and redundancy. */
@NullMarked
package dev.infoscope.cli.layer;

import org.jspecify.annotations.NullMarked;
