// The memory of the wasm that the page makes, by whoever: the browser doesn't count it among its buffers.
const { instantiate } = WebAssembly
let memory

WebAssembly.instantiate = async (...given) => {
  const made = await instantiate(...given)
  const { exports } = made.instance ?? made
  memory = Object.values(exports).find((it) => it instanceof WebAssembly.Memory)
  return made
}

globalThis.wasmBytes = () => memory?.buffer.byteLength ?? 0
