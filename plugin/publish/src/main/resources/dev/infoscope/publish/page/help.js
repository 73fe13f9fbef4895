// What every metric is, and when not to trust it: made of src/site/metrics.md by a test.

export const HELP = {
  "infoscope.ablation.area" : {
    "what" : "Mean accuracy on half of the probe set while the neurons of the layer are removed one after the other, from none to all; they were ranked on the other half.",
    "caveat" : "Most of it depends on the width, on the task and on the value that replaces a removed neuron (its mean, by default). Only the difference to random orders is about the ranking.",
    "anchor" : "infoscope-ablation-area-ratio"
  },
  "infoscope.ablation.area.difference" : {
    "what" : "Area minus that of random orders. Above 0 for low first: neurons with a low value of the quantity matter less than others. Below 0 for high first: neurons with a high value matter more.",
    "caveat" : "Between two training runs of the same network it varies by 0.02 to 0.05. Low first below 0 suggests that neurons with little information of their own matter together; that is a hypothesis.",
    "anchor" : "infoscope-ablation-area-difference-ratio"
  },
  "infoscope.ablation.damage" : {
    "what" : "How many neurons it takes until the accuracy falls below 95 % of the intact one; one more than there are if it never does.",
    "caveat" : "On few examples the accuracy changes in steps, and the first step below counts.",
    "anchor" : "infoscope-ablation-damage-neurons"
  },
  "infoscope.ablation.distance" : {
    "what" : "The area difference in standard deviations of the areas of the random orders.",
    "caveat" : "The deviation of ten areas is itself known only to about a quarter. It covers the choice of the order, not another training run or other examples.",
    "anchor" : "infoscope-ablation-distance"
  },
  "infoscope.ablation.epoch" : {
    "what" : "The epoch in which the ablation curves were taken last.",
    "caveat" : "It does not show progress; all ablation metrics date from this epoch.",
    "anchor" : "infoscope-ablation-epoch"
  },
  "infoscope.ablation.random.area" : {
    "what" : "The same area, mean of at least ten random orders.",
    "caveat" : "Ahigh one means that the layer is wide for its task, not that it is good.",
    "anchor" : "infoscope-ablation-random-area-ratio"
  },
  "infoscope.activation.dormant" : {
    "what" : "Share of units whose mean magnitude over examples is at most 0.025 times the mean of the layer's units (dormant neurons, Sokar et al. 2023, arXiv 2302.12902). A rising share is one of the first signs of lost plasticity. All units of a layer that is 0 throughout are dormant.",
    "caveat" : "Of layers whose units are meant to be near 0 on most inputs, as a softmax output of many classes; and a unit with a constant large value is not dormant, though it says nothing: it counts as dead.",
    "anchor" : "infoscope-activation-dormant-ratio"
  },
  "infoscope.activation.duplicate" : {
    "what" : "Share of units whose values correlate with those of a lower unit by at least 0.99 in magnitude on the probe set. infoscope_neuron_duplicate_neurons counts those that are equal bit by bit.",
    "caveat" : "Correlated on the probe set may differ on rarer inputs. With sampled only pairs within a choice of units are seen, so that it is too low. Units that never change are not counted.",
    "anchor" : "infoscope-activation-duplicate-ratio"
  },
  "infoscope.activation.effective.rank" : {
    "what" : "Exponential of the entropy of the eigenvalues of the units' covariance over examples, divided by their sum; values are centred, not standardised (Roy and Vetterli 2007). From 1, all units move together, to the number of units, where all directions vary alike; 0 for a constant layer. A network that loses rank finds it harder to learn something new.",
    "caveat" : "As a number to compare layers of different width by. A few units of large scale dominate the covariance and lower it. It cannot exceed the number of examples less one. With sampled it is that of a choice of units, 128 by default, and lower than that of the layer.",
    "anchor" : "infoscope-activation-effective-rank-dimensions"
  },
  "infoscope.analysis.duration" : {
    "what" : "Time one measure takes on one snapshot. Prometheus shows infoscope_analysis_duration_seconds_count, infoscope_analysis_duration_seconds_sum and infoscope_analysis_duration_seconds_max.",
    "caveat" : "It is wall time of a thread of low priority, so it grows when training keeps all cores busy. The maximum is that of the last few minutes only.",
    "anchor" : "infoscope-analysis-duration-seconds"
  },
  "infoscope.causal.block.connected" : {
    "what" : "Share of the block's pairs of input and output that have more information than chance gives, by the chi-squared test at a false-discovery rate of 5 %.",
    "caveat" : "As a count of connections: a pair too weak for the number of samples is not counted, and with many samples nearly all pairs of a dense network are.",
    "anchor" : "infoscope-causal-block-connected-ratio"
  },
  "infoscope.causal.block.degeneracy" : {
    "what" : "D= S - EI of the same block.",
    "caveat" : "As the degeneracy of a single layer; it has the standard error of EI.",
    "anchor" : "infoscope-causal-block-degeneracy-bits"
  },
  "infoscope.causal.block.effective.information" : {
    "what" : "EI of the same block by parts, all inputs set at random; sampled, corrected for bias, with a standard error in the report.",
    "caveat" : "When it is not large against its standard error. Without connection it is 0 except for chance, and may be negative.",
    "anchor" : "infoscope-causal-block-effective-information-bits"
  },
  "infoscope.causal.block.sensitivity" : {
    "what" : "Sof a block of dense layers, from the inputs of the layer from to the outputs of layer: information of each input about each output while all other inputs are held at 0, summed over pairs; from 64 points per bin. Published only if blocks were requested.",
    "caveat" : "As the sensitivity of a single layer.",
    "anchor" : "infoscope-causal-block-sensitivity-bits"
  },
  "infoscope.causal.degeneracy" : {
    "what" : "D= S - EI: the information that inputs have alone and lose together.",
    "caveat" : "As a sign of a problem when it is negative: with coarse bins the other inputs act as dither and lift an output over a bin edge that one input alone does not reach. It has the uncertainties of both its parts.",
    "anchor" : "infoscope-causal-degeneracy-bits"
  },
  "infoscope.causal.effective.information" : {
    "what" : "EI: information of the inputs about the outputs when all inputs are set at random. With kind=\"parts\" it is summed over single edges, with all other inputs as noise, and exact. With kind=\"joint\" it is the information of all inputs together about all outputs together, estimated, with a standard error in the report.",
    "caveat" : "By parts in wide layers: there it is about 0.72 bits per unit whatever the weights (infoscope_causal_wide_limit_share_ratio). The joint one is NaN where the outputs have too many patterns for the samples, and differs from values of the authors' program for more than about six inputs, because theirs turns into the entropy of the outputs. Neither is a score for pruning: in the authors' own test the size of a weight predicted its importance better (R² 0.76 against 0.62).",
    "anchor" : "infoscope-causal-effective-information-bits"
  },
  "infoscope.causal.integrated.information" : {
    "what" : "Phi = EI(joint) - EI(parts): the information of the layer as a whole beyond that of its edges. Published only if joint information was requested.",
    "caveat" : "Its sign close to 0, given the standard error of the joint information. It is negative where units repeat each other. Published values for layers of more than about six inputs are too high.",
    "anchor" : "infoscope-causal-integrated-information-bits"
  },
  "infoscope.causal.sensitivity" : {
    "what" : "S: information of each input of a layer about each output while all other inputs are held at exactly 0, summed over all edges. Exact for the given bins.",
    "caveat" : "Across layers of different width, since it is a sum over edges; across activation functions, since 0 is the edge of a sigmoid's range and the middle of a tanh's. In wide layers it is often 0, because one input alone moves no output into another bin; more bins raise it.",
    "anchor" : "infoscope-causal-sensitivity-bits"
  },
  "infoscope.causal.wide.limit.share" : {
    "what" : "Effective information by parts per unit, relative to 1 / (2 ln 2) = 0.72 bits, the value of any wide layer with fine bins. A fall in a wide layer is saturation, or bins too coarse.",
    "caveat" : "In layers of few inputs, where it is only a rescaled EI and may be any number.",
    "anchor" : "infoscope-causal-wide-limit-share-ratio"
  },
  "infoscope.conductance.completeness.error" : {
    "what" : "How far the conductances of a layer are from adding up to the change of the logit along the path, relative to that change: for all examples together (stat=\"mean\") and for the worst (stat=\"max\"). A mean above 0.01 puts a flag on the layer's readings with signal=\"conductance\", if it is certain by two standard errors over the examples: incomplete if the error is at most two thirds of that of a coarser sum, since more steps then reduce it; not_converging if it is not. How conductance is computed: conductance.md.",
    "caveat" : "The worst example may be one whose logit hardly changes. Layers inside a residual block have no value, since paths bypass them.",
    "anchor" : "infoscope-conductance-completeness-error-ratio"
  },
  "infoscope.drift.change.epoch" : {
    "what" : "The epoch at which the last lasting fall began, by Page's cumulative sum: of I(X;T) by more than 5 % of its peak (compression), of I(T;Y) by more than 20 % (collapse), and by more than the noise. 0 while there was none; NaN, flag warming_up, before it can be judged. One fall is reported once, however long it lasts.",
    "caveat" : "It is known only after the fall has gone that far, and one snapshot more; under noise the date can be some snapshots early. Compression of a saturated reading is that of the estimator.",
    "anchor" : "infoscope-drift-change-epoch"
  },
  "infoscope.drift.label.loss" : {
    "what" : "1- I(T;Y) / the highest I(T;Y) of the snapshots in the window, not below 0. It uses the reading itself and not its excess over the null, which changes with compression.",
    "caveat" : "Asaturated reading cannot fall before the layer has lost a great deal.",
    "anchor" : "infoscope-drift-label-loss-ratio"
  },
  "infoscope.drift.outside" : {
    "what" : "Snapshots in a row whose z-score lay beyond 6 on the same side. Alerts wait for the second.",
    "caveat" : "It returns to 0 about ten snapshots after a permanent change, because the new level counts as normal by then; the change is not undone.",
    "anchor" : "infoscope-drift-outside-looks"
  },
  "infoscope.drift.zscore" : {
    "what" : "(x - median) / max(1.4826 MAD, floor, 1 % of |median|), with median and median absolute deviation (MAD) of the up to 20 snapshots before. The floor is 0.02 bits for information, 0.5 bits for causal quantities, 1 neuron for dead neurons. Above 0 the reading rose. NaN, flag warming_up, before it can be judged.",
    "caveat" : "At a single snapshot, since noise sometimes produces large values. A steady slope reads about 1.4 however steep it is, and the turn of a phase a few units.",
    "anchor" : "infoscope-drift-zscore"
  },
  "infoscope.failures" : {
    "what" : "Failures inside Infoscope, by measure or by the part that failed. Training went on each time; the log names the cause once per kind. sink: and a name is a sink that threw, missed its deadline (ten seconds a call, five for a push), or was so far behind that a report was dropped for it; analysis an analysis thread that was interrupted or has died, then with infoscope_measure_active 0 throughout, or that did not end when the run was closed; log a log that threw. If a measure finds NaN or infinite weights or activations in a network, this counts as a failure of that measure, too; the measure stays on.",
    "caveat" : "No series means that nothing failed, or that nothing ran: check the number of snapshots.",
    "anchor" : "infoscope-failures-total"
  },
  "infoscope.flagged" : {
    "what" : "How many readings of the layer carry the flag at the last snapshot. Published from the first snapshot at which one does, and 0 when none does any more.",
    "caveat" : "Acount says nothing about which reading; the page and the history do.",
    "anchor" : "infoscope-flagged-readings"
  },
  "infoscope.flow" : {
    "what" : "Mean over all measured links from one layer (or input of the network) to one that it feeds, dead units included as 0.",
    "caveat" : "The mean of a wide layer is low because most pairs share no information. It does not cover what several units know together, and a strong link need not be one that the network uses. Values of two estimators, or of different numbers of examples, are not comparable.",
    "anchor" : "infoscope-flow-bits"
  },
  "infoscope.flow.alive.units" : {
    "what" : "Units of the layer, all of them, that are not constant on the sampled examples.",
    "caveat" : "Aunit that is silent there may answer to rarer inputs.",
    "anchor" : "infoscope-flow-alive-units-neurons"
  },
  "infoscope.flow.dependent" : {
    "what" : "Share of the measured links that stand out from independence at a rate of false discoveries of 0.05 (Benjamini and Hochberg). NaN, flag undersampled, with fewer than five examples per degree of freedom, which are 245 for eight bins; flag no_null for nearest neighbours without shuffles.",
    "caveat" : "With many examples almost every link stands out, however weak.",
    "anchor" : "infoscope-flow-dependent-ratio"
  },
  "infoscope.flow.link" : {
    "what" : "The 16 strongest links between every two layers.",
    "caveat" : "Which links these are changes from epoch to epoch, so lines begin and end, and the strongest of many are too strong by selection. For two units that copy each other the reading depends only on bins or examples: the true value is infinite.",
    "anchor" : "infoscope-flow-link-bits"
  },
  "infoscope.flow.sampled" : {
    "what" : "Share of the links between two layers that was measured. Wide layers are reduced to a random sample of units, the same for the whole run; inputs that never change are left out first.",
    "caveat" : "It is exact; it shows how far the other flow metrics can be trusted.",
    "anchor" : "infoscope-flow-sampled-ratio"
  },
  "infoscope.information.ceiling.share" : {
    "what" : "The reading divided by the largest value the estimator could read on this number of examples. For quantity=\"input\" above 0.9 is a warning: the estimator can hardly resolve more. For quantity=\"label\" it is the aim of training, unless the null is high as well.",
    "caveat" : "Alow share proves nothing by itself; a crude estimator reads low on everything.",
    "anchor" : "infoscope-information-ceiling-share-ratio"
  },
  "infoscope.information.efficiency" : {
    "what" : "I(T;Y) / I(X;T), the information transformation efficiency: the share of the kept information that is about the label.",
    "caveat" : "When either part is saturated it is the quotient of two ceilings, the same for every layer. NaN when the layer keeps nothing. It can rise because I(X;T) falls, which is no gain by itself.",
    "anchor" : "infoscope-information-efficiency-ratio"
  },
  "infoscope.information.efficiency.peak" : {
    "what" : "Index of the layer with the largest information transformation efficiency, among those that are not saturated.",
    "caveat" : "When two layers are close, it jumps between them at random. NaN when all layers are saturated or keep nothing.",
    "anchor" : "infoscope-information-efficiency-peak"
  },
  "infoscope.information.input" : {
    "what" : "I(X;T): how many bits the layer T keeps about which probe example X it sees, at the estimator's resolution. If it falls, examples share fewer patterns, or lie closer together than the noise.",
    "caveat" : "Near the ceiling, which is log2 of the number of probe examples: then it measures the probe set (infoscope_information_ceiling_share_ratio, infoscope_information_saturated). A network without noise loses no information in theory; what falls is information at a resolution, so another number of bins or another noise moves the level and can move the trend.",
    "anchor" : "infoscope-information-input-bits"
  },
  "infoscope.information.input.given.label" : {
    "what" : "I(X;T|Y) = I(X;T) - I(T;Y): what the layer keeps of the input beyond the label, under one estimator. The equation holds because each probe row has one label and the network is deterministic. A layer that drops what the label does not need falls towards 0 while I(T;Y) stays; in the bound of Kawaguchi et al. 2023 less of it goes with a smaller gap between training and test error.",
    "caveat" : "When I(X;T) or I(T;Y) is saturated; the flag is handed on. Then it is the difference of two ceilings, about log2 of the number of examples minus the entropy of the labels. Below 0 the estimator disagrees with itself: its two parts are estimated apart and the difference is not cut. It has the estimator's resolution, and the part of I(T;Y) that shuffled labels have too makes it too small. It is no sign of good generalisation by itself, since a constant layer reads 0.",
    "anchor" : "infoscope-information-input-given-label-bits"
  },
  "infoscope.information.label" : {
    "what" : "I(T;Y): how many bits the layer T holds about the label Y. At most the entropy of the labels.",
    "caveat" : "When it is not well above infoscope_information_label_null_bits. With few examples and many patterns every pattern belongs to one label, and even random labels read high. It is not an accuracy either: a layer may hold information that the layers above cannot use.",
    "anchor" : "infoscope-information-label-bits"
  },
  "infoscope.information.label.null" : {
    "what" : "Mean reading of the estimator of I(T;Y) for shuffled labels, where the true value is 0. The part of I(T;Y) up to this value means nothing.",
    "caveat" : "It is the mean of a few shuffles (20 unless set otherwise), the same ones every epoch. NaN when shuffles are switched off.",
    "anchor" : "infoscope-information-label-null-bits"
  },
  "infoscope.information.saturated" : {
    "what" : "1when the reading says more about the estimator than about the layer, else 0. Then take more probe examples, fewer bins or more noise.",
    "caveat" : "0does not prove that a reading is good. It concerns resolution, not bias, and ignores values outside the bins.",
    "anchor" : "infoscope-information-saturated"
  },
  "infoscope.information.usable" : {
    "what" : "Bits per label that a linear reader of the layer saves an online code of the labels, every fifth epoch unless set otherwise: (L_0 - L) / N. L codes the labels in blocks of doubling size, each by multinomial logistic regressions fitted to all blocks before it, on units of mean 0 and variance 1 with L2 penalties of 1, 10 and 100, mixed with the class frequencies so far; L_0 codes them by these frequencies alone, which comes to H(Y). So what learning to read the layer costs is taken off. From -2/N, where reading does not pay, to about H(Y). I(T;Y) says whether information is there, this says how much of it a layer above could use at once (Xu et al. 2020, arXiv 2002.10689; Voita and Titov 2020, arXiv 2003.12298).",
    "caveat" : "It depends on the number of examples, since the reader has to learn from them: on fewer it is lower, and of a wide layer more so. A reader that is not linear may use more: of the product of two signs a linear one can use nothing, though I(T;Y) is 1 bit. With sampled the reader saw some units of the layer only, 256 by default. A softmax output reads less than its logits would, since probabilities near 0 and 1 hardly differ.",
    "anchor" : "infoscope-information-usable-bits"
  },
  "infoscope.information.usable.null" : {
    "what" : "The same for shuffled labels. Since what reading costs is taken off already it is about 0, and a reading above it is above chance: labels that have nothing to do with the layer save b bits of the whole code with a probability of about 2^-b.",
    "caveat" : "It is the mean of a few shuffles (5 unless set otherwise), the same ones every epoch. NaN when shuffles are switched off.",
    "anchor" : "infoscope-information-usable-null-bits"
  },
  "infoscope.measure.active" : {
    "what" : "1while a measure runs, 0 after it was switched off for failing three times in a row, or after the analysis has died.",
    "caveat" : "Ameasure that is on may still read NaN on every layer.",
    "anchor" : "infoscope-measure-active"
  },
  "infoscope.neuron.always.on" : {
    "what" : "Neurons whose code is never the lowest and never changes, though their value does: a rectifier that is above 0 on the whole probe set.",
    "caveat" : "They read 0 in all three quantities and may still matter, because the code does not contain their size. Never prune by this.",
    "anchor" : "infoscope-neuron-always-on-neurons"
  },
  "infoscope.neuron.dead" : {
    "what" : "Neurons with the same value on the whole probe set. They can be removed if that value times their weights is added to the biases of the next layer.",
    "caveat" : "Aneuron that is silent on the probe set may respond to rarer inputs. For channels, the reduced value is compared, not every position.",
    "anchor" : "infoscope-neuron-dead-neurons"
  },
  "infoscope.neuron.duplicate" : {
    "what" : "Neurons with the same values as a lower one on the whole probe set. They can be removed if their outgoing weights are added to those of the other.",
    "caveat" : "Equal on the probe set may differ on rarer inputs. Values are compared bit by bit, so that those nearly equal do not count.",
    "anchor" : "infoscope-neuron-duplicate-neurons"
  },
  "infoscope.neuron.entropy" : {
    "what" : "H(T), entropy of the code of single neurons, as a distribution over the layer. By default the code is one bit: whether a sigmoid is above 0.5, anything else above 0.",
    "caveat" : "One bit cannot see magnitude: a rectifier that is always on reads 0 and may matter all the same. Do not compare layers.",
    "anchor" : "infoscope-neuron-entropy-bits"
  },
  "infoscope.neuron.label.information" : {
    "what" : "I(T;Y), information of the code of single neurons about the label, as a distribution over the layer. Neurons with little of it can often be removed before others of their layer, at least with rectifiers.",
    "caveat" : "Neurons that encode a bit only together read 0 each and still matter; of equal neurons all read high, and all but one are redundant. The plug-in value is too high by about (classes - 1) / (2 N ln 2) bits for one bit. Do not compare layers.",
    "anchor" : "infoscope-neuron-label-information-bits"
  },
  "infoscope.neuron.selectivity" : {
    "what" : "KL selectivity: for each neuron the largest divergence of its code in one class from its code in all, as a distribution over the layer. At most log2 of one over the share of that class.",
    "caveat" : "It is a maximum over classes, so that chance alone reads 0.1 bit on 256 examples of ten classes, and 0.003 on 10,000. The flag not_above_null compares the best of the layer with permuted labels.",
    "anchor" : "infoscope-neuron-selectivity-bits"
  },
  "infoscope.neuron.top.label.information" : {
    "what" : "The neurons with the most information about the label, 16 by default.",
    "caveat" : "Which neurons these are changes from epoch to epoch, so lines begin and end; and the highest of many is too high by selection.",
    "anchor" : "infoscope-neuron-top-label-information-bits"
  },
  "infoscope.neuron.top.selectivity" : {
    "what" : "The neurons with the highest KL selectivity, 16 by default.",
    "caveat" : "Which neurons these are changes from epoch to epoch, so lines begin and end; and the highest of many is too high by selection.",
    "anchor" : "infoscope-neuron-top-selectivity-bits"
  },
  "infoscope.overhead" : {
    "what" : "With thread=\"training\", the share of wall time that the training thread spent in Infoscope since the last snapshot: this is how much longer training takes. With thread=\"analysis\", the processor time of the analysis over the same time, as a share of one processor: it runs beside training, and delays it only where no processor is idle.",
    "caveat" : "It does not include the cost of shared cores and caches.",
    "anchor" : "infoscope-overhead-ratio"
  },
  "infoscope.parameters.distance" : {
    "what" : "Distance of the parameters from those of the first snapshot, relative to their Euclidean norm there. 0 at the first snapshot. A run that begins anew with an earlier epoch has a new first snapshot.",
    "caveat" : "As a distance from the initial weights: the first snapshot is taken after the first epoch unless snapshots are taken by iterations. It grows by noise alone, about with the square root of the number of iterations, and says nothing about whether the function of the network changed.",
    "anchor" : "infoscope-parameters-distance-ratio"
  },
  "infoscope.parameters.update.cosine" : {
    "what" : "Cosine between the last two changes from snapshot to snapshot: near 1 the layer keeps its direction, near 0 it wanders, below 0 it turns back, as a too large learning rate makes it. NaN before the third snapshot (warming_up) and where the layer stood still (undefined).",
    "caveat" : "As a statement about single iterations: each change is a sum over all iterations between two snapshots. In a large layer two random directions have a cosine near 0, so small values mean little. Momentum raises it.",
    "anchor" : "infoscope-parameters-update-cosine"
  },
  "infoscope.parameters.update.ratio" : {
    "what" : "Size of the change since the last snapshot over the size of the parameters now. With norm=\"l1\" both are mean magnitudes, as on the page of DL4J's StatsListener, there of each weight and bias, here of the layer; with norm=\"l2\" both are Euclidean. NaN at the first snapshot (warming_up).",
    "caveat" : "Against the rule of thumb that about 0.001 is healthy: that is for one iteration, and many networks do well with more or less. Between two epochs there are many iterations, so the ratio is larger; only with everyIterations(1) is it that of one. When epochs are skipped it covers all of them. Scale-invariant layers, as before a normalisation, can have large weights and small ratios and learn all the same.",
    "anchor" : "infoscope-parameters-update-ratio"
  },
  "infoscope.probe.accuracy" : {
    "what" : "Share of the probe examples whose class the output says (top-1). The rule that reads classes follows loss and activation; of sequences the last step that the mask leaves in counts. Published only for outputs that say classes.",
    "caveat" : "Without its interval (infoscope_probe_accuracy_low_ratio): of 2,000 examples a difference below about 2 % is chance. With classes of unequal size it is high for a network that always says the largest class; then it has the flag at_chance, and the balanced accuracy tells more. A probe set that takes its classes in equal parts has another accuracy than the whole data.",
    "anchor" : "infoscope-probe-accuracy-ratio"
  },
  "infoscope.probe.accuracy.balanced" : {
    "what" : "Mean over the classes that occur of the share of their probe examples that the output gets right (Brodersen et al. 2010). A network that always says one class reads 1 / number of classes.",
    "caveat" : "With few examples in some class: each class counts alike, so three examples can move it by as much as thousands. Its interval shows that.",
    "anchor" : "infoscope-probe-accuracy-balanced-ratio"
  },
  "infoscope.probe.accuracy.high" : {
    "what" : "Upper end of the same interval.",
    "caveat" : "As its lower end.",
    "anchor" : "infoscope-probe-accuracy-high-ratio"
  },
  "infoscope.probe.accuracy.low" : {
    "what" : "Lower end of the 95 % interval of an accuracy, for accuracy=\"top\" by the score interval of Wilson 1927, without continuity correction; for accuracy=\"balanced\" by the Wilson intervals of the classes, joined as variances add up (MOVER, Zou and Donner 2008).",
    "caveat" : "As a band around the accuracy of other data: it covers the choice of the examples only, not another training run, and it assumes examples that are independent. Between snapshots of one run the examples are the same, so two accuracies can differ for certain although their intervals overlap.",
    "anchor" : "infoscope-probe-accuracy-low-ratio"
  },
  "infoscope.probe.loss" : {
    "what" : "Mean over the probe examples of the loss of an output, computed by the output layer itself with its own loss function and the mask of the targets: what network.score(data) says of one output, without the regularisation terms. Losses of sequences are summed over steps, as DL4J does. With miniBatch(false) it is the mean all the same.",
    "caveat" : "Beside the loss of the last minibatch, which includes regularisation and, in training, dropout; a constant distance between the two means nothing. Losses of different loss functions are not comparable. It is the loss on the probe set: if that is training data, it says nothing about overfitting. NaN when the probe has no targets (no_targets). A loss that is no sum over examples, such as F-measure, is the mean over blocks of 256 examples.",
    "anchor" : "infoscope-probe-loss"
  },
  "infoscope.probe.r2" : {
    "what" : "R2 of the values that an output predicts: 1 minus the sum of squared errors over the spread of the targets around their mean, averaged over units. 1 is perfect, 0 is as good as the mean of the targets, below 0 is worse. Published only for outputs whose loss is one of values. Every step or position that the mask leaves in counts.",
    "caveat" : "When targets hardly vary on the probe set: then a small error reads as a bad R2. Units with constant targets are left out; NaN when all are (undefined). One far outlier decides it.",
    "anchor" : "infoscope-probe-r2"
  },
  "infoscope.probe.rmse" : {
    "what" : "Root of the mean squared error of the values that an output predicts, over all units, in the unit of the targets as the network sees them.",
    "caveat" : "Across tasks: a normaliser of the targets changes its unit. With units of different scale the largest decides it.",
    "anchor" : "infoscope-probe-rmse"
  },
  "infoscope.redundancy.degree" : {
    "what" : "From how many neurons, each by itself, a bit about the label can be had that all together hold: r = sum_i I(T_i;Y) / I(T;Y) (average degree of redundancy, Gutknecht et al. 2025, arXiv 2504.15779). Three copies of one signal: 3. Neurons that say different things: 1. Below 1: synergy, there are bits that no neuron has by itself; of two signs that must be multiplied it is 0. Each neuron is one bit, as in the section on neurons. Layers of more than 5 units are read in up to 8 disjoint groups of 5 units, a seeded choice that is the same at every snapshot, with numerators and denominators added up and a standard error over groups.",
    "caveat" : "With the flag sampled it is about groups of 5 units: compare it with other such readings, not with a narrow layer read as a whole. With not_above_null the neurons say nothing together, and a quotient of two chances means nothing. One bit per neuron cannot see magnitude. NaN with undersampled where fewer than nine tenths of the pairs of pattern and class have been seen.",
    "anchor" : "infoscope-redundancy-degree-neurons"
  },
  "infoscope.relay.coverage" : {
    "what" : "1- f1 / N, where f1 is the number of examples whose pattern over the selected neurons occurs only once: the share of the population whose pattern has been seen (Good and Turing).",
    "caveat" : "It is an estimate itself, for a probe set drawn like the data the network is meant for.",
    "anchor" : "infoscope-relay-coverage-ratio"
  },
  "infoscope.relay.information" : {
    "what" : "I_R = I(class; prediction) - I(class; prediction | bits of the neurons): the part of the information between prediction and class that passes through the neurons. With scope=\"layer\" all classes at once (class=\"all\"), with scope=\"class\" one class against the rest.",
    "caveat" : "With low coverage. If every example has a pattern of its own, nothing remains unexplained, and it equals I(class; prediction) whatever the layer does. It can be negative. NaN without predictions, with fewer than 50 examples, for a class that does not occur, and for a layer that is constant.",
    "anchor" : "infoscope-relay-information-bits"
  },
  "infoscope.relay.module.size" : {
    "what" : "Number of neurons that remain when neurons are removed one by one, each time the one that costs least, as long as 95 % of the class's relay information is kept.",
    "caveat" : "With low coverage, where the order is random; with ties, of which redundant layers have many. NaN when nothing is relayed.",
    "anchor" : "infoscope-relay-module-size-neurons"
  },
  "infoscope.relay.smearedness" : {
    "what" : "How much a neuron relays for classes other than the one it relays most for: sum less maximum over classes of aggregated relay information, each class divided by its largest; mean over neurons. From 0 to the number of classes less 1: a neuron that takes off more than it adds counts as 0, and a class whose largest loss is greater than its largest share is left out.",
    "caveat" : "With low coverage; and as a number to compare layers by, since aggregated relay information depends on the order of removal.",
    "anchor" : "infoscope-relay-smearedness-ratio"
  },
  "infoscope.run.tag" : {
    "what" : "1for each tag of the run, with its name and value as text. Tags are labels of this series only, so that no other series multiplies; join them where they are needed: infoscope_information_label_bits * on (run, model) group_left (value) infoscope_run_tag{tag=\"lr\"}.",
    "caveat" : "Atag is what the code said of the run; nothing checks that training used that value.",
    "anchor" : "infoscope-run-tag"
  },
  "infoscope.skipped" : {
    "what" : "Number of layers that could not be examined, completely or for one measure. Page and history name them with the reason.",
    "caveat" : "Layers you left out with layers(...) are not counted.",
    "anchor" : "infoscope-skipped-layers"
  },
  "infoscope.snapshots" : {
    "what" : "Snapshots of the network taken since the run began.",
    "caveat" : "Taken does not mean analysed; subtract infoscope_snapshots_skipped_total.",
    "anchor" : "infoscope-snapshots-total"
  },
  "infoscope.snapshots.skipped" : {
    "what" : "Snapshots that were not analysed, by reason. busy: a newer one came before the analysis had time; budget: the analysis paused to stay within its share of a processor; off: Infoscope could not attach, or its analysis has ended; other-model: a model that this run does not observe called back; closed: the run was closed first. They leave gaps in the lines and are not failures of the run.",
    "caveat" : "Areason that never occurred has no series.",
    "anchor" : "infoscope-snapshots-skipped-total"
  },
  "infoscope.training.epoch" : {
    "what" : "Number of finished epochs when the network was last examined: 1 after the first, and 0 for snapshots within the first, as everyIterations takes them.",
    "caveat" : "It is behind the training loop by the time the analysis takes, and jumps when epochs were skipped.",
    "anchor" : "infoscope-training-epoch"
  },
  "infoscope.training.finished" : {
    "what" : "1once training has ended on purpose, as planned or before; 0 until then. finish() sets it, and so does close() after an epoch that has ended, because then fit has returned. It stays 0 when a run is closed within an epoch, as after an exception in fit, and when the process is killed.",
    "caveat" : "After an exception in your own code between two calls of fit: if the scope is closed then, as try-with-resources does, this looks like an end. A 1 that no scrape has seen is lost with the process; awaitScrapes waits for that.",
    "anchor" : "infoscope-training-finished"
  },
  "infoscope.training.interval" : {
    "what" : "Time between the last two snapshots of the network. Published from the second snapshot on.",
    "caveat" : "It is an epoch only where every epoch is examined and none is skipped.",
    "anchor" : "infoscope-training-interval-seconds"
  },
  "infoscope.training.iteration" : {
    "what" : "Parameter updates up to the last snapshot.",
    "caveat" : "Under several workers it counts the updates of the model that was examined.",
    "anchor" : "infoscope-training-iteration"
  },
  "infoscope.training.last.update" : {
    "what" : "Unix time of the last snapshot.",
    "caveat" : "It uses the clock of the training machine.",
    "anchor" : "infoscope-training-last-update-seconds"
  },
  "infoscope.training.planned.epochs" : {
    "what" : "Number of epochs planned for the run. Published only if it was set.",
    "caveat" : "Early stopping ends a run before; then infoscope_training_finished is 1.",
    "anchor" : "infoscope-training-planned-epochs"
  },
  "infoscope.training.score" : {
    "what" : "The loss of the last minibatch before the snapshot, regularisation included.",
    "caveat" : "It is one minibatch, so single values jump; use the trend, and never choose the best run by its lowest point.",
    "anchor" : "infoscope-training-score"
  },
  "infoscope.vulnerability.degree" : {
    "what" : "With how many neurons a bit about the label is lost, whichever of them goes: v = sum_i I(T_i;Y | T without i) / I(T;Y) (average degree of vulnerability, same paper). Three copies of one signal: 0, any one can go. Neurons that say different things: 1. Of two signs that must be multiplied: 2.",
    "caveat" : "The plug-in value is too high where patterns are rare, by about what shuffled labels read; the flag mostly_null says that this is more than half of it. In a group of 5 units of a wide layer a bit looks vulnerable that units outside the group hold too, so v of groups is at least as high as that of the layer. It is about the label as such: the network may use a bit that it could get elsewhere, and removing the neuron then costs accuracy all the same.",
    "anchor" : "infoscope-vulnerability-degree-neurons"
  }
};
