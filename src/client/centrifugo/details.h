// What a broker said, as the details of core/io.h have it: JSON texts with payloads as `[begin, end]`.
#pragma once

#include <string>
#include <string_view>

#include "protocol/centrifugo/replies.h"

namespace hawser::centrifugo::details {

std::string connection(const ConnectResult& result);
// `begins`: where the stream goes on from, which after a recovery no server says in the same way.
std::string subscription(const SubscribeResult& result, std::uint64_t begins, bool is_server_side);
std::string member(const ClientInfo& info);
std::string error(const Error& error);
std::string presence(const Replies& replies, const PresenceResult& result);
std::string presence_stats(const PresenceStatsResult& result);
std::string history(const Replies& replies, const HistoryResult& result);

// Who published it and under which tags; empty: it doesn't say.
std::string context(const Replies& replies, const Publication& publication);
// The same for one that outlives its frame: payloads are strings.
std::string context_kept(const Replies& replies, const Publication& publication, std::string_view frame);

}  // namespace hawser::centrifugo::details
