// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** Networks after those of the paper on ablation (Amjad, Liu and Geiger 2021). */
@NullMarked
package dev.infoscope.studies.ablation;

import org.jspecify.annotations.NullMarked;
