// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.topology;

import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.Cnn3DToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.CnnToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.ComposableInputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnn3DPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.jspecify.annotations.Nullable;

/** The formats that preprocessors take and put out. */
final class ReshapingFormats {
  private ReshapingFormats() {}

  static Format output(@Nullable InputPreProcessor reshaping) {
    if (reshaping instanceof FeedForwardToRnnPreProcessor sequences) {
      return Format.of(sequences.getRnnDataFormat());
    } else if (reshaping instanceof CnnToRnnPreProcessor sequences) {
      return Format.of(sequences.getRnnDataFormat());
    } else if (reshaping instanceof FeedForwardToCnn3DPreProcessor volumes) {
      return new Format(!volumes.isNCDHW(), null);
    } else if (reshaping instanceof ComposableInputPreProcessor several) {
      Format format = Format.UNSAID;
      for (InputPreProcessor each : several.getInputPreProcessors()) {
        format = output(each).or(format);
      }
      return format;
    }
    boolean images =
        reshaping instanceof RnnToCnnPreProcessor
            || reshaping instanceof FeedForwardToCnnPreProcessor;
    return images ? new Format(false, null) : Format.UNSAID;
  }

  static Format input(InputPreProcessor reshaping) {
    if (reshaping instanceof RnnToFeedForwardPreProcessor steps) {
      return Format.of(steps.getRnnDataFormat());
    } else if (reshaping instanceof RnnToCnnPreProcessor steps) {
      return Format.of(steps.getRnnDataFormat());
    } else if (reshaping instanceof CnnToFeedForwardPreProcessor images) {
      return Format.of(images.getFormat());
    } else if (reshaping instanceof Cnn3DToFeedForwardPreProcessor volumes) {
      return new Format(!volumes.isNCDHW(), null);
    } else if (reshaping instanceof ComposableInputPreProcessor several) {
      return input(several.getInputPreProcessors()[0]);
    }
    return Format.UNSAID;
  }
}
