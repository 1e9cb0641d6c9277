const isNode = /typeof process=="object"&&typeof process\.versions=="object"&&typeof process\.versions\.node=="string"/g

/** The glue asks whether it runs in Node and needs no answer; but Parcel installs a `process` for whoever mentions one. */
export const browserGlue = () => ({
  name: 'browser-glue',
  transform(code, id) {
    if (!id.endsWith('/engine.mjs')) return undefined
    const without = code.replace(isNode, 'false')
    if (/\bprocess\b/.test(without)) throw new Error('the glue still mentions `process`')
    return { code: without, map: { mappings: '' } }
  },
})
