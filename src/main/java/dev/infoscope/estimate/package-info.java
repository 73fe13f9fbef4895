// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * An estimate and its uncertainty. The estimators are below, by kind, each a small class with its
 * formula and source: {@code entropy} from counts, {@code neighbours}, {@code kernel}, and {@code
 * chance} for what an estimate is compared with. All results are in bits; estimators whose formula
 * is in nats convert once.
 */
@NullMarked
package dev.infoscope.estimate;

import org.jspecify.annotations.NullMarked;
