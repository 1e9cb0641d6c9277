// The numbers of the Centrifugo protocol, and what each asks of a client.
#pragma once

#include <cstdint>

namespace hawser::centrifugo {

// Errors that the client itself makes; the server's begin at 100. Source: `errorCodes` of the reference client.
enum class ClientError : std::uint32_t {
  timeout = 1,
  transport_closed = 2,
  client_disconnected = 3,
  client_closed = 4,
  client_connect_token = 5,
  client_refresh_token = 6,
  subscription_unsubscribed = 7,
  subscription_subscribe_token = 8,
  subscription_refresh_token = 9,
  transport_write = 10,
  connection_closed = 11,
  bad_configuration = 12,
};

// Errors in replies. Source: the server's `errors.go`.
enum class ServerError : std::uint32_t {
  internal = 100,
  unauthorized = 101,
  unknown_channel = 102,
  permission_denied = 103,
  method_not_found = 104,
  already_subscribed = 105,
  limit_exceeded = 106,
  bad_request = 107,
  not_available = 108,
  token_expired = 109,
  expired = 110,
  too_many_requests = 111,
  unrecoverable_position = 112,
  concurrent_pagination = 113,
};

// Close codes of the WebSocket, and codes of disconnect pushes. Source: the server's `disconnect.go`.
enum class DisconnectCode : std::uint32_t {
  connection_closed = 3000,
  shutdown = 3001,
  server_error = 3004,
  expired = 3005,
  subscription_expired = 3006,
  slow = 3008,
  write_error = 3009,
  insufficient_state = 3010,
  force_reconnect = 3011,
  no_pong = 3012,
  too_many_requests = 3013,
  state_invalidated = 3014,
  invalid_token = 3500,
  bad_request = 3501,
  stale = 3502,
  force_disconnect = 3503,
  connection_limit = 3504,
  channel_limit = 3505,
  inappropriate_protocol = 3506,
  permission_denied = 3507,
  not_available = 3508,
  too_many_errors = 3509,
};

// Why a client is disconnected where no server said so. Source: `disconnectedCodes` of the reference client.
enum class DisconnectedCode : std::uint32_t {
  disconnect_called = 0,
  unauthorized = 1,
  bad_protocol = 2,
  message_size_limit = 3,
};

// Why a subscription ended. Below 2000 the client's own; source: `unsubscribedCodes` of the reference client. From 2000
// the server's; source: its `unsubscribe.go`.
enum class UnsubscribeCode : std::uint32_t {
  unsubscribe_called = 0,
  unauthorized = 1,
  client_closed = 2,
  server = 2000,
  insufficient_state = 2500,
  expired = 2501,
  state_invalidated = 2502,
};

// A bit of `flag` in a subscribe command. Source: `subscriptionFlags` of the reference client.
inline constexpr std::int64_t channel_compaction = 1;

// A token that ran out is renewed, and the command tried again. Source: the reference client on replies to connect
// and to subscribe.
constexpr bool asks_for_token(std::uint32_t error) {
  return error == static_cast<std::uint32_t>(ServerError::token_expired);
}

// Worth trying again without changing anything: the client's own errors, and what the server marks as such. Source:
// `code < 100 || temporary` in the reference client. The mark decides alone: 100 and 111 come with it.
constexpr bool is_temporary(std::uint32_t error, bool marked) { return error < 100 || marked; }

// After these no client may come back by itself, whatever the reason says and also if it is empty. Source: the
// documented ranges. The reference client comes back when the reason is empty; that is a deliberate difference.
constexpr bool is_terminal_close(std::uint32_t code) {
  return (code >= 3500 && code <= 3999) || (code >= 4500 && code <= 4999);
}

// The message was too big for the server, and would be again. Source: `onClose` of the reference client.
constexpr bool is_too_big_close(std::uint32_t code) { return code == 1009; }

// Of a push that ends a subscription: the client subscribes again. Source: `_handleUnsubscribe`.
constexpr bool resubscribes(std::uint32_t unsubscribe) { return unsubscribe >= 2500; }

// Token, base of deltas and position no longer hold. Source: codes 3014 and 2502 in the reference client.
constexpr bool invalidates_connection(std::uint32_t disconnect) {
  return disconnect == static_cast<std::uint32_t>(DisconnectCode::state_invalidated);
}
constexpr bool invalidates_subscription(std::uint32_t unsubscribe) {
  return unsubscribe == static_cast<std::uint32_t>(UnsubscribeCode::state_invalidated);
}

}  // namespace hawser::centrifugo
