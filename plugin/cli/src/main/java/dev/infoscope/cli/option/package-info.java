// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** Options that several commands have, each declared once, so that it is called the same in all. */
@NullMarked
package dev.infoscope.cli.option;

import org.jspecify.annotations.NullMarked;
