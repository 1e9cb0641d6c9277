// What the build of the engine leaves in build/wasm.

declare module '*/engine.mjs' {
  const createEngine: unknown
  export default createEngine
}

declare module '*/engine.wasm?base64' {
  const text: string
  export default text
}
