// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Neural information flow (Davis et al. 2020, arXiv 1901.08557): the network as a graph whose links
 * carry the mutual information of two units' values. Weights never enter.
 */
@NullMarked
package dev.infoscope.measure.flow;

import org.jspecify.annotations.NullMarked;
