// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * How far each estimator can be believed: readings of tasks whose information is known, and nulls
 * at their nominal levels.
 *
 * <p>More than 25 files, as the audit and the calibration draw from the same tasks, and nothing
 * else does: drawing ({@link dev.infoscope.studies.audit.AuditTask}), reading ({@link
 * dev.infoscope.studies.audit.EstimatorGroup}), summing up ({@link
 * dev.infoscope.studies.audit.AuditRow}) and levels ({@link
 * dev.infoscope.studies.audit.CalibrationLine}).
 */
@NullMarked
package dev.infoscope.studies.audit;

import org.jspecify.annotations.NullMarked;
