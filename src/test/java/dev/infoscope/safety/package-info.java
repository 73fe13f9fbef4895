// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** Records what was tried to harm a host, for tests of all modules. */
@NullMarked
package dev.infoscope.safety;

import org.jspecify.annotations.NullMarked;
