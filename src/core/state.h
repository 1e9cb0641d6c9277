// A state is a name; the life of a connection is data.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace hawser {

// The order is public: js/src/border.ts knows the states by these numbers.
enum class State : std::uint8_t { idle, connecting, open, closing, waiting, failed };

enum class Cause : std::uint8_t { connect, opened, lost, retry, redial, give_up, disconnect, closed };

struct Edge {
  State from;
  Cause cause;
  State to;
};

// The whole life of a connection. Anything not listed here leaves the state as it is.
inline constexpr std::array edges{
    Edge{State::idle, Cause::connect, State::connecting},
    Edge{State::waiting, Cause::connect, State::connecting},
    Edge{State::failed, Cause::connect, State::connecting},
    Edge{State::closing, Cause::connect, State::connecting},  // the user's newer wish
    Edge{State::connecting, Cause::opened, State::open},
    Edge{State::connecting, Cause::lost, State::waiting},
    Edge{State::open, Cause::lost, State::waiting},
    Edge{State::waiting, Cause::retry, State::connecting},
    Edge{State::connecting, Cause::redial, State::connecting},  // on a new link
    Edge{State::open, Cause::redial, State::connecting},
    Edge{State::connecting, Cause::give_up, State::failed},
    Edge{State::open, Cause::give_up, State::failed},
    Edge{State::waiting, Cause::give_up, State::failed},
    Edge{State::connecting, Cause::disconnect, State::idle},
    Edge{State::waiting, Cause::disconnect, State::idle},
    Edge{State::failed, Cause::disconnect, State::idle},
    Edge{State::open, Cause::disconnect, State::closing},
    Edge{State::closing, Cause::closed, State::idle},
};

// There is no link, but one is on its way.
constexpr bool is_coming(State state) { return state == State::connecting || state == State::waiting; }

constexpr std::optional<State> step(State from, Cause cause) {
  for (const Edge& edge : edges)
    if (edge.from == from && edge.cause == cause) return edge.to;
  return std::nullopt;
}

static_assert(step(State::idle, Cause::connect) == State::connecting);
static_assert(step(State::open, Cause::lost) == State::waiting);
static_assert(step(State::open, Cause::disconnect) == State::closing);
static_assert(!step(State::idle, Cause::lost), "an idle client has no link to lose");
static_assert(!step(State::closing, Cause::retry) && !step(State::closing, Cause::redial),
              "a user's disconnect is never overridden");

// Of two edges with the same start and cause, the second would never be taken.
static_assert(std::all_of(edges.begin(), edges.end(),
                          [](const Edge& edge) { return step(edge.from, edge.cause) == edge.to; }));

}  // namespace hawser
