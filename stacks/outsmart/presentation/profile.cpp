#include "presentation/profile.h"

#include <bob/runtime/session.h>

#include "data_sources/cognito_account_source.h"
#include "data_sources/dynamo_user_source.h"
#include "presentation/fields.h"
#include "use_cases/profile.h"

namespace outsmart::presentation {

struct Update {
    std::optional<std::string> name;
    std::optional<std::string> cpf;
};
struct PasswordChange {
    std::string old_password;
    std::string new_password;
};

}  // namespace outsmart::presentation

namespace presentation = outsmart::presentation;

template <>
inline constexpr auto bob::field_rules<presentation::Update> =
    bob::rules(bob::rule<&presentation::Update::name>(bob::is::not_blank, presentation::name_length),
               bob::rule<&presentation::Update::cpf>(presentation::valid_cpf));
template <>
inline constexpr auto bob::field_rules<presentation::PasswordChange> =
    bob::rules(bob::rule<&presentation::PasswordChange::old_password>(presentation::password_length),
               bob::rule<&presentation::PasswordChange::new_password>(presentation::password_length));

namespace outsmart::presentation {

static UserKey key_of(const bob::Caller& caller) { return {caller.claims.subject, caller.claims.user_name}; }

bob::Response get_user(const bob::Request<routes::get_user>&, bob::Context<user>& context, const bob::Caller& caller) {
    DynamoUserSource users(context);
    return bob::Response::json(use_cases::get_user(users, key_of(caller)));
}

bob::Response update_user(const bob::Request<routes::update_user>& request, bob::Context<user>& context,
                          const bob::Caller& caller) {
    const auto given = request.json<Update>();
    UserChanges changes{.name = given.name, .cpf = {}};
    if (given.cpf) changes.cpf = Cpf::parse(*given.cpf);
    DynamoUserSource users(context);
    return bob::Response::json(use_cases::update_user(users, key_of(caller), changes));
}

bob::Response delete_user(const bob::Request<routes::delete_user>&, bob::Context<user>& context,
                          const bob::Caller& caller) {
    DynamoUserSource users(context);
    CognitoAccountSource accounts(context.invocation());
    use_cases::delete_user(users, accounts, key_of(caller), caller.token);
    auto response = bob::Response::no_content();
    bob::forget_sign_in(response);
    return response;
}

bob::Response change_password(const bob::Request<routes::change_password>& request, bob::Context<user>& context,
                              const bob::Caller& caller) {
    const auto given = request.json<PasswordChange>();
    CognitoAccountSource(context.invocation()).change_password(caller.token, given.old_password, given.new_password);
    return bob::Response::no_content();
}

}  // namespace outsmart::presentation
