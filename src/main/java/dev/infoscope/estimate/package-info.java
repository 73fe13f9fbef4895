// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Estimators of entropy and mutual information, each a small class with its formula and source, and
 * the doubt that every estimate carries. All results are in bits; estimators whose formula is in
 * nats convert once.
 */
@NullMarked
package dev.infoscope.estimate;

import org.jspecify.annotations.NullMarked;
