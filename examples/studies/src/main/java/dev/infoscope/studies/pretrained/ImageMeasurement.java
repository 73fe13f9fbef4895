// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.pretrained;

/**
 * What was seen of one image.
 *
 * @param image its number
 * @param label its class
 * @param target class whose logit its conductances lead to; -1 without conductances
 * @param change of that logit from the baseline to the image
 * @param seconds it took
 * @param activations by layer
 * @param conductances by layer, empty where a layer has none
 * @param errors of completeness, by layer
 * @param coarser those of the coarser sum
 */
@SuppressWarnings("ArrayRecordComponent")
record ImageMeasurement(
    int image,
    int label,
    int target,
    double change,
    double seconds,
    float[][] activations,
    float[][] conductances,
    double[] errors,
    double[] coarser) {}
