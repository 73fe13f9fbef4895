// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** Networks after those of the paper on the causal plane (Marrow, Michaud and Hoel 2020). */
@NullMarked
package dev.infoscope.studies.causal;

import org.jspecify.annotations.NullMarked;
