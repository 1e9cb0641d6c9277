declare const process: { env: { NODE_ENV?: string } }

const told = new Set<string>()

/** Says it once, to developers only. */
export function warn(message: string): void {
  if (told.has(message) || !developing()) return
  told.add(message)
  // eslint-disable-next-line no-console -- the place for what only a developer can put right
  console.warn(`hawser: ${message}`)
}

// Bundlers put the value in; a page without one has no `process`.
function developing(): boolean {
  try {
    return process.env.NODE_ENV !== 'production'
  } catch {
    return false
  }
}
