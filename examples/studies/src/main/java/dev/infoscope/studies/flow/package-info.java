// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** Neural information flow on flowers and on digits (Davis et al. 2020). */
@NullMarked
package dev.infoscope.studies.flow;

import org.jspecify.annotations.NullMarked;
