// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.topology;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration says about the order of dimensions.
 *
 * @param channelsLast of images and volumes; null if it does not say
 * @param featuresLast of sequences; null if it does not say
 */
record Format(@Nullable Boolean channelsLast, @Nullable Boolean featuresLast) {
  static final Format UNSAID = new Format(null, null);

  /** Sequences are {@code [examples x features x steps]} whatever stands before. */
  static final Format NCW = new Format(null, false);

  static Format of(@Nullable RNNFormat format) {
    return format == null ? UNSAID : new Format(null, format == RNNFormat.NWC);
  }

  static Format of(@Nullable CNN2DFormat format) {
    return format == null ? UNSAID : new Format(format == CNN2DFormat.NHWC, null);
  }

  static Format of(Convolution3D.@Nullable DataFormat format) {
    return format == null ? UNSAID : new Format(format == Convolution3D.DataFormat.NDHWC, null);
  }

  /** What is not said here, as it is said there. */
  Format or(Format other) {
    return new Format(
        channelsLast == null ? other.channelsLast : channelsLast,
        featuresLast == null ? other.featuresLast : featuresLast);
  }
}
