#include "http.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <memory>

#include "crypto.h"
#include "deadline.h"
#include "environment.h"
#include "signature.h"
#include "text.h"
#include "trust.h"

namespace bob::runtime {
namespace {

int interrupt_pipe[2] = {-1, -1};

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

void add(HeaderList& list, const std::string& line) {
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    if (!longer) throw std::bad_alloc();
    [[maybe_unused]] const curl_slist* const begins_the_longer = list.release();
    list.reset(longer);
}

/// Connections stay open from one call to the next: in the multi handle, for all hosts.
struct Pool {
    CURLM* multi;
    CURL* easy;
    Pool() {
        start_crypto();
        curl_global_init(CURL_GLOBAL_DEFAULT);
        multi = curl_multi_init();
        easy = curl_easy_init();
        if (!multi || !easy) throw std::bad_alloc();
    }
};

Pool& pool() {
    static Pool made;
    return made;
}

struct Exchange {
    HttpAnswer answer;
    std::string_view unsent;
    std::size_t max_answer = 0;
    char problem[CURL_ERROR_SIZE] = "";
};

constexpr std::size_t large = std::size_t{1} << 20U;
constexpr std::size_t larger_than_any_event = std::size_t{8} << 20U;

std::size_t receive_body(char* bytes, std::size_t, std::size_t count, void* to) {
    auto& exchange = *static_cast<Exchange*>(to);
    std::string& body = exchange.answer.body;
    const std::size_t size = body.size() + count;
    if (size > exchange.max_answer) return 0;
    // A large body would be there twice while it moves to where it has room. Room that is not written to is no memory.
    if (size > large && size > body.capacity()) body.reserve(std::max(2 * size, larger_than_any_event));
    body.append(bytes, count);
    return count;
}

std::size_t receive_header(char* bytes, std::size_t, std::size_t count, void* to) {
    auto& exchange = *static_cast<Exchange*>(to);
    std::string_view line(bytes, count);
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
    if (line.starts_with("HTTP/")) exchange.answer.headers.clear();  // after a 100 Continue
    const auto colon = line.find(':');
    if (colon != std::string_view::npos) {
        std::string name = lower_case(line.substr(0, colon));
        std::string_view value = line.substr(colon + 1);
        while (value.starts_with(' ') || value.starts_with('\t')) value.remove_prefix(1);
        exchange.answer.headers.emplace_back(std::move(name), value);
    }
    return count;
}

std::size_t send_body(char* bytes, std::size_t, std::size_t room, void* from) {
    auto& exchange = *static_cast<Exchange*>(from);
    const std::size_t count = exchange.unsent.copy(bytes, room);
    exchange.unsent.remove_prefix(count);
    return count;
}

bool never_arrived(CURLcode code) {
    return code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_RESOLVE_PROXY ||
           code == CURLE_SSL_CONNECT_ERROR || code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_URL_MALFORMAT;
}

[[noreturn]] void fail(CURL* easy, CURLcode code, const char* problem) {
    // Until the request could be written, nothing of it has arrived.
    curl_off_t until_writable = 0;
    curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &until_writable);
    throw TransportError{.message = *problem ? problem : curl_easy_strerror(code),
                         .timed_out = code == CURLE_OPERATION_TIMEDOUT,
                         .may_have_arrived = !never_arrived(code) && until_writable > 0};
}

/// The result of the one transfer in the pool, if it has ended.
bool ended(CURLM* multi, CURLcode& result) {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi, &left))
        if (message->msg == CURLMSG_DONE) {
            result = message->data.result;
            return true;
        }
    return false;
}

void set_common(CURL* easy, Exchange& exchange) {
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    // A name server that does not answer would hold the end of a call until the resolver gives up.
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, exchange.problem);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");  // what a Lambda function talks to is never behind one
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, receive_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &exchange);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, receive_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &exchange);
}

}  // namespace

std::string_view HttpAnswer::header(std::string_view lower_case_name) const {
    for (const auto& [name, value] : headers)
        if (name == lower_case_name) return value;
    return {};
}

void prepare_interrupts() {
    if (interrupt_pipe[0] < 0 && pipe2(interrupt_pipe, O_CLOEXEC | O_NONBLOCK) != 0) throw std::bad_alloc();
}

void interrupt_exchanges() {
    const int saved = errno;
    [[maybe_unused]] const auto written = write(interrupt_pipe[1], "x", 1);
    errno = saved;
}

namespace {
std::vector<std::string> sign(const HttpExchange& wanted) {
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    char time[20];
    std::strftime(time, sizeof time, "%Y%m%dT%H%M%SZ", &utc);
    const std::string_view signing = wanted.signing;
    const std::size_t colon = signing.find(':');
    return signature_headers({.method = wanted.method,
                              .url = wanted.url,
                              .body = wanted.body,
                              .region = signing.substr(0, colon),
                              .service = signing.substr(colon + 1),
                              .time = time,
                              .access_key_id = environment("AWS_ACCESS_KEY_ID"),
                              .secret_access_key = environment("AWS_SECRET_ACCESS_KEY"),
                              .session_token = environment("AWS_SESSION_TOKEN")});
}
}  // namespace

HttpAnswer exchange(const HttpExchange& wanted) {
    const auto left = wanted.within_call ? time_left() : std::chrono::milliseconds::max();
    if (left <= std::chrono::milliseconds::zero())
        throw TransportError{
            .message = "There is no time left for the call.", .timed_out = true, .may_have_arrived = false};
    const auto timeout = wanted.timeout.count() == 0 && wanted.within_call ? left : std::min(wanted.timeout, left);
    auto& [multi, easy] = pool();
    Exchange state;
    state.unsent = wanted.body;
    state.max_answer = wanted.max_answer;
    curl_easy_reset(easy);
    set_common(easy, state);
    curl_easy_setopt(easy, CURLOPT_URL, wanted.url.c_str());
    if (wanted.url.starts_with("https:")) trust_roots(easy);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                     static_cast<long>(std::min(wanted.connect_timeout, left).count()));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));

    HeaderList headers;
    for (const auto& line : wanted.headers) add(headers, line);
    if (wanted.method == "POST") {
        curl_easy_setopt(easy, CURLOPT_POST, 1L);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(wanted.body.size()));
        // From 1 MB on curl asks first whether it may send, and a deleted Expect header would be signed: don't wait.
        curl_easy_setopt(easy, CURLOPT_EXPECT_100_TIMEOUT_MS, 1L);
        if (wanted.repeatable) {
            // Its length is known to curl; without an address it would read the standard input.
            const char* const bytes = wanted.body.empty() ? "" : wanted.body.data();
            curl_easy_setopt(easy, CURLOPT_POSTFIELDS, bytes);
        } else {
            // curl sends a request again, without a word, when a pooled connection breaks before the answer begins. It
            // can't where it isn't able to read the body a second time.
            curl_easy_setopt(easy, CURLOPT_READFUNCTION, send_body);
            curl_easy_setopt(easy, CURLOPT_READDATA, &state);
            if (!wanted.signing.empty() && !wanted.signs_encoded_path)
                add(headers, "x-amz-content-sha256: " + hexadecimal(sha256(wanted.body)));
        }
    } else if (wanted.method != "GET") {
        curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, std::string(wanted.method).c_str());
    }
    if (!wanted.signing.empty() && wanted.signs_encoded_path) {
        for (const std::string& line : sign(wanted)) add(headers, line);
    } else if (!wanted.signing.empty()) {
        curl_easy_setopt(easy, CURLOPT_AWS_SIGV4, ("aws:amz:" + wanted.signing).c_str());
        curl_easy_setopt(easy, CURLOPT_USERNAME, environment("AWS_ACCESS_KEY_ID"));
        curl_easy_setopt(easy, CURLOPT_PASSWORD, environment("AWS_SECRET_ACCESS_KEY"));
        if (const char* token = environment("AWS_SESSION_TOKEN"); *token)
            add(headers, std::string("X-Amz-Security-Token: ") + token);
    }
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers.get());

    curl_multi_add_handle(multi, easy);
    CURLcode result = CURLE_OK;
    bool interrupted = false;
    while (!interrupted) {
        int running = 0;
        const CURLMcode pumped = curl_multi_perform(multi, &running);
        if (ended(multi, result)) break;
        curl_waitfd also{.fd = interrupt_pipe[0], .events = CURL_WAIT_POLLIN, .revents = 0};
        const bool watches = wanted.interruptible && also.fd >= 0;
        if (pumped != CURLM_OK || curl_multi_poll(multi, &also, watches ? 1 : 0, 60000, nullptr) != CURLM_OK) {
            result = CURLE_OUT_OF_MEMORY;
            break;
        }
        interrupted = watches && (also.revents & CURL_WAIT_POLLIN) != 0;
    }
    curl_multi_remove_handle(multi, easy);
    if (interrupted) throw TransportError{.message = "the process shuts down", .interrupted = true};
    if (result != CURLE_OK) fail(easy, result, state.problem);
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    state.answer.status = static_cast<int>(status);
    return std::move(state.answer);
}

/// The handler writes and libcurl reads, in one thread: a write pumps the transfer until little is left to send.
struct StreamedPost::State {
    CURLM* multi = nullptr;
    CURL* easy = nullptr;
    HeaderList headers;
    Exchange exchange;
    std::string waiting;
    std::vector<std::string> trailers;
    bool complete = false;
    bool paused = false;
    bool done = false;
    CURLcode result = CURLE_OK;

    static std::size_t read(char* bytes, std::size_t, std::size_t room, void* from) {
        auto& state = *static_cast<State*>(from);
        if (state.waiting.empty() && !state.complete) {
            state.paused = true;
            return CURL_READFUNC_PAUSE;
        }
        const std::size_t count = state.waiting.copy(bytes, room);
        state.waiting.erase(0, count);
        return count;
    }

    static int trail(curl_slist** list, void* from) {
        for (const auto& line : static_cast<State*>(from)->trailers) {
            curl_slist* longer = curl_slist_append(*list, line.c_str());
            if (!longer) return CURL_TRAILERFUNC_ABORT;
            *list = longer;
        }
        return CURL_TRAILERFUNC_OK;
    }

    /// Until what waits is with libcurl; once the body is complete, until the answer is here.
    void pump() {
        if (done) return;
        if (paused) {
            paused = false;
            curl_easy_pause(easy, CURLPAUSE_CONT);
        }
        const auto busy = [&] { return !done && (complete || !waiting.empty()); };
        while (busy()) {
            int running = 0;
            const CURLMcode pumped = curl_multi_perform(multi, &running);
            done = ended(multi, result);
            if (!busy()) break;
            if (pumped != CURLM_OK || curl_multi_poll(multi, nullptr, 0, 60000, nullptr) != CURLM_OK) {
                result = CURLE_OUT_OF_MEMORY;
                done = true;
            }
        }
        if (done && result != CURLE_OK) fail(easy, result, exchange.problem);
    }

    int status() const {
        long status = 0;
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
        return static_cast<int>(status);
    }

    ~State() {
        if (multi && easy) curl_multi_remove_handle(multi, easy);
        curl_easy_cleanup(easy);
        curl_multi_cleanup(multi);
    }
};

StreamedPost::StreamedPost(const std::string& url, const std::vector<std::string>& headers)
    : state_(std::make_unique<State>()) {
    State& state = *state_;
    // Its own, since the handler calls other services while the answer is under way.
    pool();
    state.multi = curl_multi_init();
    state.easy = curl_easy_init();
    if (!state.multi || !state.easy) throw std::bad_alloc();
    state.exchange.max_answer = 1 << 20;
    set_common(state.easy, state.exchange);
    for (const auto& line : headers) add(state.headers, line);
    add(state.headers, "Transfer-Encoding: chunked");
    add(state.headers, "Expect:");
    curl_easy_setopt(state.easy, CURLOPT_URL, url.c_str());
    curl_easy_setopt(state.easy, CURLOPT_POST, 1L);
    curl_easy_setopt(state.easy, CURLOPT_HTTPHEADER, state.headers.get());
    curl_easy_setopt(state.easy, CURLOPT_READFUNCTION, State::read);
    curl_easy_setopt(state.easy, CURLOPT_READDATA, &state);
    curl_easy_setopt(state.easy, CURLOPT_TRAILERFUNCTION, State::trail);
    curl_easy_setopt(state.easy, CURLOPT_TRAILERDATA, &state);
    curl_multi_add_handle(state.multi, state.easy);
}

StreamedPost::~StreamedPost() = default;

void StreamedPost::write(std::string_view bytes) {
    // A first byte is worth sending at once, whatever its size. What nobody reads any more is not kept.
    if (!state_->done) state_->waiting += bytes;
    state_->pump();
    if (!state_->done) return;
    state_->waiting = {};
    throw TransportError{.message = "The reader answered with status " + std::to_string(state_->status()) +
                                    " before all was sent."};
}

HttpAnswer StreamedPost::finish(const std::vector<std::string>& trailers) {
    state_->trailers = trailers;
    state_->complete = true;
    state_->pump();
    if (state_->result != CURLE_OK) fail(state_->easy, state_->result, state_->exchange.problem);
    state_->exchange.answer.status = state_->status();
    return std::move(state_->exchange.answer);
}

}  // namespace bob::runtime
