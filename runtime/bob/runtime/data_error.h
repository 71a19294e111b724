/// What can go wrong with a table. What the caller of an API may know of is an `Error` (a conflict is a 409); the rest
/// is a `Failure`, of which a caller sees a 500, or a 503 where trying again can help.
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

/// The item can't be stored: a required member or a key is empty. Nothing was sent.
struct InvalidItem : BadRequest {
    explicit InvalidItem(std::vector<FieldError> fields)
        : BadRequest("Some fields are missing.", std::move(fields), "invalid_item") {}
};

/// `update` found no item of this key.
struct ItemMissing : NotFound {
    ItemMissing() : NotFound("There is no such item.") {}
};

/// The item was not what the write's condition asks for; nothing was written.
struct ConditionFailed : Conflict {
    explicit ConditionFailed(Value stored, std::string message = "The item is not in the state that this needs.",
                             std::string code = "conflict")
        : Conflict(std::move(message), std::move(code)), stored_(std::move(stored)) {}

    /// The item as it is stored, when there is one.
    template <const auto& Table>
    std::optional<detail::ItemOf<Table>> item() const {
        if (!stored_) return std::nullopt;
        return detail::read_item<Table>(stored_);
    }

private:
    Value stored_;
};
/// `create` found an item of this key.
struct AlreadyExists : ConditionFailed {
    explicit AlreadyExists(Value stored)
        : ConditionFailed(std::move(stored), "There is such an item already.", "already_exists") {}
};
/// Somebody else has changed the item since it was read.
struct VersionConflict : ConditionFailed {
    explicit VersionConflict(Value stored)
        : ConditionFailed(std::move(stored), "Somebody else has changed this meanwhile; read it again.",
                          "version_conflict") {}
};

/// A transaction wrote nothing, because of some of its parts.
struct TransactionCanceled : Conflict {
    struct Reason {
        /// Of the service: `None` for a part that was not to blame, `ConditionalCheckFailed`, `TransactionConflict`
        /// (another transaction was at work on the item) …
        std::string code = "None";
        std::string message;
        Value stored;                   ///< the item as it is stored, where a condition failed
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
    std::vector<Reason> reasons;  ///< one for each part, in their order
};

/// DynamoDB refused or failed. `type()` is `dynamodb.` and its own exception's name.
struct DataFailure : Failure {
    using Failure::Failure;
};
/// More requests than the table, an index or the account takes, after all retries.
struct Throttled : DataFailure {
    using DataFailure::DataFailure;
};
/// The function's role does not allow it.
struct AccessDenied : DataFailure {
    using DataFailure::DataFailure;
};
/// The table or the index is not there, or is being made.
struct ResourceNotFound : DataFailure {
    using DataFailure::DataFailure;
};
/// The service could make nothing of the request.
struct InvalidCall : DataFailure {
    using DataFailure::DataFailure;
};
/// The items of one partition key value outgrew the 10 GB that a table with local indexes has for them.
struct ItemCollectionTooLarge : DataFailure {
    using DataFailure::DataFailure;
};
/// The answer to a write was lost, and whether it was carried out could not be found out.
struct OutcomeUnknown : DataFailure {
    using DataFailure::DataFailure;
};
/// A batch was carried out in part.
struct BatchIncomplete : DataFailure {
    BatchIncomplete(const std::string& service, std::vector<std::size_t> which, const std::string& why)
        : DataFailure(service + ".BatchIncomplete",
                      std::to_string(which.size()) + " of the batch were not carried out: " + why, true),
          positions(std::move(which)) {}
    std::vector<std::size_t> positions;  ///< of those that may not have been carried out, from 0, in order
};

}  // namespace bob
