// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * How far each estimator can be believed: readings of tasks whose information is known, and nulls
 * at their nominal levels.
 */
@NullMarked
package dev.infoscope.studies.audit;

import org.jspecify.annotations.NullMarked;
