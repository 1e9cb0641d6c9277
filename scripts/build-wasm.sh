#!/usr/bin/env bash
# The engines: build/wasm/{engine,plain}.wasm and engine.mjs. Only what changed is built again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
preset=${1:-wasm}

# npm's scripts put npm's binaryen first on the PATH, and Emscripten would take its wasm-metadce: the glue and the wasm
# then disagree about the names of imports.
PATH=$(tr ':' '\n' <<<"$PATH" | grep -v node_modules | paste -sd:)

cmake --preset "$preset" >/dev/null
cmake --build --preset "$preset"
