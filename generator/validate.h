/// Validation changes the type: an output takes only what passed.
#pragma once

#include <optional>

#include "generator/model.h"
#include "generator/suppress/suppression.h"
#include "generator/template.h"

namespace bobgen {

/// A model and its template in which no rule of severity error found anything that is not suppressed. Made by
/// `validate()` alone.
class Valid {
public:
    const Model& model() const { return model_; }
    const Template& tree() const { return tree_; }
    /// The template, when there is nothing more to be asked of this one.
    Template take() && { return std::move(tree_); }

private:
    friend std::optional<Valid> validate(const Model&, Template, Suppressions&);
    Valid(const Model& model, Template tree) : model_(model), tree_(std::move(tree)) {}

    const Model& model_;
    Template tree_;
};

/// Every check of what AWS sees, on a template that was generated or read.
void check_template(const Template&, Report&);

/// Runs every check, never stopping at a finding. Nothing, when the model's report then has an error.
std::optional<Valid> validate(const Model&, Template, Suppressions&);

}  // namespace bobgen
