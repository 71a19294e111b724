/// Validation changes the type: an output only accepts what passed.
#pragma once

#include <optional>

#include "generator/model.h"
#include "generator/suppress/suppression.h"
#include "generator/template.h"

namespace bobgen {

/// A model and its template without any unsuppressed finding of severity error. Only `validate()` creates one.
class Valid {
public:
    const Model& model() const { return model_; }
    const Template& tree() const { return tree_; }
    /// The template, for when this object is no longer needed.
    Template take() && { return std::move(tree_); }

private:
    friend std::optional<Valid> validate(const Model&, Template, Suppressions&);
    Valid(const Model& model, Template tree) : model_(model), tree_(std::move(tree)) {}

    const Model& model_;
    Template tree_;
};

/// Every check of what AWS sees, on a template that was generated or read.
void check_template(const Template&, Report&);

/// Runs every check, without stopping at a finding. Nothing if the model's report then has an error.
std::optional<Valid> validate(const Model&, Template, Suppressions&);

}  // namespace bobgen
