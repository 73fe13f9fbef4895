// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Both information planes of a network that somebody else trained, on a folder of images: opened
 * from a file, looked at a few images at a time, kept in a file so that a long run may be killed.
 */
@NullMarked
package dev.infoscope.studies.pretrained;

import org.jspecify.annotations.NullMarked;
