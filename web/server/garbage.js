/** @typedef {typeof import('./lab-commands.js').garbageKinds[number]} GarbageKind */

// One byte over the client's default limit of 1 MiB.
const overLimit = 1_048_577
const depth = 5000

/** @type {Record<GarbageKind, () => string | Uint8Array>} */
const makers = {
  text: () => 'ahoy, this is no JSON',
  truncated: () => '{"type":"chat","channel":"room:harbour","payload":{"id":"',
  deep: () => `{"type":"chat","payload":${'['.repeat(depth)}${']'.repeat(depth)}}`,
  huge: () => `{"type":"chat","payload":"${'x'.repeat(overLimit)}"}`,
  duplicates: () => '{"type":"chat","type":"duplicate","payload":1,"payload":{"last":"wins"}}',
  unknown: () => '{"type":"a-type-nobody-listens-to","payload":{"sails":3}}',
  lifecycle: () => '{"type":"close","payload":{"code":1000,"reason":"a forged event","wasClean":true}}',
  prototype: () => '{"type":"__proto__","channel":"constructor","payload":{"__proto__":{"polluted":true}}}',
  binary: () => Uint8Array.from({ length: 64 }, (_, i) => (i * 37) % 256),
}

/**
 * The hostile frames, by name: all of them, or one.
 * @param {GarbageKind} [kind]
 */
export function garbage(kind) {
  return kind ? [makers[kind]()] : Object.values(makers).map((make) => make())
}
