/// What is judged and never told: parameters with `NoEcho`, and what came of the environment.
///
/// Everything is made twice, once with the values and once with what stands for them (`****`, or `${env:NAME}` as it is
/// written). The first says what is found; only the second is ever shown. So no text that is told can have a part of a
/// value in it, however a rule cut, spelt or compared it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "generator/diff/change.h"
#include "generator/diff/data_loss.h"
#include "generator/report/report.h"
#include "generator/template.h"

namespace bobgen {

/// Names of parameters with `NoEcho`. What is given for one of them on the command line is the same in every template,
/// so whoever reads several collects them all.
using HiddenNames = std::set<std::string>;
void collect_hidden_names(const Template&, HiddenNames&);

/// The template with the values of its `NoEcho` parameters hidden, and of those with these names; nothing when it has
/// none.
std::optional<Template> with_hidden_parameters(const Template&, const HiddenNames& = {});

/// The template as it may be written: a hidden default is left out, and given when it is deployed; so is the list of
/// the values that are allowed, which has the default in it.
Template without_hidden_values(const Template&);

/// The findings of `judged` in the words of `shown`, where the same was found; elsewhere in the general words of their
/// rules.
std::vector<Diagnostic> in_words_of(const std::vector<Diagnostic>& shown, std::vector<Diagnostic> judged);
/// The same for all of a report.
Report in_words_of(const Report& shown, Report judged);
/// The same for what a comparison found. Places and pointers stay those of `judged`.
Difference in_words_of(const Difference& shown, Difference judged);
std::vector<DataLoss> in_words_of(const std::vector<DataLoss>& shown, std::vector<DataLoss> judged);

/// `check_data_loss`, with nothing told that is hidden.
void tell_data_loss(const Template& before, const Template& after, Report&);

/// Every check of the template; `shown` is the same one as it may be told, or null when there is nothing to hide.
void check_template(const Template&, const Template* shown, Report&);

}  // namespace bobgen
