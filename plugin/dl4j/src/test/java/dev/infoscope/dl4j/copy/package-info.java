// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** Small networks of every kind that DL4J has, for tests that leave none out. */
@NullMarked
package dev.infoscope.dl4j.copy;

import org.jspecify.annotations.NullMarked;
