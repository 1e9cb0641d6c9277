// What the build of the engine leaves in build/wasm.

declare module '*/engine.mjs' {
  const createEngine: unknown
  export default createEngine
}

declare module '*.wasm?printable' {
  const text: string
  export default text
}

/** A script and all that it imports, as one text. */
declare module '*.ts?script' {
  const text: string
  export default text
}
