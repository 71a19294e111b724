/// Errors of tables. What the caller of an API may know is an `Error` (a conflict is a 409). The rest is a `Failure`,
/// which callers see as a 500, or as a 503 if a retry can help.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bob/runtime/error.h"
#include "bob/runtime/item.h"
#include "bob/runtime/value.h"

namespace bob {

/// The item cannot be stored: a required member or a key is empty, or a value is beyond what DynamoDB takes. Nothing
/// was stored.
struct InvalidItem : BadRequest {
    explicit InvalidItem(std::vector<FieldError> fields)
        : BadRequest("Some fields can't be stored.", std::move(fields), "invalid_item") {}
};

/// `update` found no item with this key.
struct ItemMissing : NotFound {
    ItemMissing() : NotFound("There is no such item.") {}
};

/// The item did not fulfil the write's condition; nothing was written.
struct ConditionFailed : Conflict {
    explicit ConditionFailed(Value stored, std::string message = "The item is not in the state that this needs.",
                             std::string code = "conflict")
        : Conflict(std::move(message), std::move(code)), stored_(std::move(stored)) {}

    /// The stored item, if there is one.
    template <const auto& Table>
    std::optional<detail::ItemOf<Table>> item() const {
        if (!stored_) return std::nullopt;
        return detail::read_item<Table>(stored_);
    }

private:
    Value stored_;
};
/// `create` found an item with this key.
struct AlreadyExists : ConditionFailed {
    explicit AlreadyExists(Value stored)
        : ConditionFailed(std::move(stored), "There is such an item already.", "already_exists") {}
};
/// Someone else changed the item after it was read.
struct VersionConflict : ConditionFailed {
    explicit VersionConflict(Value stored)
        : ConditionFailed(std::move(stored), "Somebody else has changed this meanwhile; read it again.",
                          "version_conflict") {}
};

/// A transaction wrote nothing, because of some of its parts.
struct TransactionCanceled : Conflict {
    struct Reason {
        /// The service's code: `None` for a part that was not the cause, `ConditionalCheckFailed`,
        /// `TransactionConflict` (another transaction was using the item), `DuplicateItem` (of an INSERT) …
        std::string code = "None";
        std::string message;
        Value stored;                   ///< the stored item, if a condition failed
        bool version_conflict = false;  ///< the condition that failed is the one on the version

        bool condition_failed() const { return code == "ConditionalCheckFailed"; }
        template <const auto& Table>
        std::optional<detail::ItemOf<Table>> item() const {
            if (!stored) return std::nullopt;
            return detail::read_item<Table>(stored);
        }
    };
    explicit TransactionCanceled(std::vector<Reason> why)
        : Conflict("Something that this relies on has changed meanwhile."), reasons(std::move(why)) {}
    std::vector<Reason> reasons;  ///< one per part, in order
};

/// DynamoDB refused or failed. `type()` is `dynamodb.` and the name of its exception.
struct DataFailure : Failure {
    using Failure::Failure;
};
/// More requests than the table, an index or the account allows, after all retries.
struct Throttled : DataFailure {
    using DataFailure::DataFailure;
};
/// The function's role does not allow it.
struct AccessDenied : DataFailure {
    using DataFailure::DataFailure;
};
/// The table or the index does not exist, or is being created.
struct ResourceNotFound : DataFailure {
    using DataFailure::DataFailure;
};
/// The service could not understand the request.
struct InvalidCall : DataFailure {
    using DataFailure::DataFailure;
};
/// The items of one partition key exceed the 10 GB that a table with local indexes allows.
struct ItemCollectionTooLarge : DataFailure {
    using DataFailure::DataFailure;
};
/// The answer to a write was lost, and its outcome could not be determined.
struct OutcomeUnknown : DataFailure {
    using DataFailure::DataFailure;
};
/// A batch was only partly processed.
struct BatchIncomplete : DataFailure {
    BatchIncomplete(const std::string& service, std::vector<std::size_t> which, const std::string& why)
        : DataFailure(service + ".BatchIncomplete",
                      std::to_string(which.size()) + " of the batch were not carried out: " + why, true),
          positions(std::move(which)) {}
    std::vector<std::size_t> positions;  ///< of those that may not have been processed, from 0, in order
};

}  // namespace bob
