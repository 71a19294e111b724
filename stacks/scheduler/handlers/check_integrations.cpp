#include <bob/handler.h>

#include "functions.h"

namespace scheduler {

static bool is_token(std::string_view text) {
    return text.size() >= 16 && text.find_first_of(" \t\r\n\"'") == std::string_view::npos;
}

static bool is_database(std::string_view text) {
    return (text.starts_with("mongodb://") || text.starts_with("mongodb+srv://")) &&
           text.find_first_of(" \t\r\n") == std::string_view::npos;
}

/// A key that somebody pasted with a blank, or into the wrong place, is found before a player needs it. One that is
/// missing is found even earlier: the function does not start.
static void handle(const bob::ScheduledEvent&, bob::Context<check_integrations>& context) {
    bool good = true;
    const auto check = [&](std::string_view path, bool well_formed) {
        if (!well_formed) bob::log_error("A key has another form than expected", {{"path", path}});
        good &= well_formed;
    };
    check("discord.auth", is_token(context.secret<discord_auth>()));
    check("tournament.mongo_connection_string", is_database(context.secret<tournament_database>()));
    check("tournament.bot_access_token", is_token(context.secret<tournament_bot>()));
    check("wix.api_key", is_token(context.secret<wix_api_key>()));
    if (!good) throw bob::Failure("Scheduler.Integration", "A key for another service has another form than expected.");
}

static const bob::Lambda lambda = bob::handles<check_integrations>(handle);

}  // namespace scheduler
