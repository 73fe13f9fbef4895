// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** Relay information of networks on digits (Hintze and Adami 2023). */
@NullMarked
package dev.infoscope.studies.relay;

import org.jspecify.annotations.NullMarked;
