// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** Completion and manual pages, made from what the commands say of themselves. */
@NullMarked
package dev.infoscope.cli.setup;

import org.jspecify.annotations.NullMarked;
