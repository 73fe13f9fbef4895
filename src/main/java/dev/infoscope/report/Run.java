// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

/**
 * The training run that reports are about.
 *
 * @param name value of the label {@code run}
 * @param model value of the label {@code model}
 * @param plannedEpochs epochs the run is meant to have; 0 if not said
 * @param provenance how readings are obtained
 */
public record Run(String name, String model, int plannedEpochs, Provenance provenance) {}
