// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** What a network built anew shares with the one that trains: nothing that can change. */
@NullMarked
package dev.infoscope.dl4j.copy;

import org.jspecify.annotations.NullMarked;
