// What a visitor's browser has to fetch, as built: no plugin bundles it once more.
const file = (name, path, limits) =>
  Object.entries(limits).map(([compression, limit]) => ({
    name: `${name}, ${compression}`,
    path,
    limit,
    gzip: compression === 'gzip',
    disablePlugins: ['@size-limit/esbuild'],
  }))

const chunk = (name) => `js/dist/chunks/${name}.js`

export default [
  ...file('client, before the engine is loaded', ['js/dist/index.js', chunk('client'), chunk('devtools')], {
    gzip: '21.8 kB',
    brotli: '19.8 kB',
  }),
  ...file('centrifugo', chunk('centrifugo'), { gzip: '9.2 kB', brotli: '8.4 kB' }),
  ...file('hooks', 'js/dist/react.js', { gzip: '6.2 kB', brotli: '5.7 kB' }),
  ...file('worker: what the page has of it', chunk('worker'), { gzip: '5.5 kB', brotli: '5 kB' }),
  ...file('worker: its script, as a text', chunk('worker-text'), { gzip: '20.9 kB', brotli: '19 kB' }),
  ...file('worker: its script, as a file', 'js/dist/worker.js', { gzip: '20.9 kB', brotli: '19 kB' }),
  ...file('glue of the engine', chunk('engine-glue'), { gzip: '10.3 kB', brotli: '9.3 kB' }),
  ...file('engine.wasm', 'js/dist/engine.wasm', { gzip: '71.2 kB', brotli: '59.1 kB' }),
  ...file('engine.wasm as a text', chunk('engine-whole'), { gzip: '72 kB', brotli: '60.2 kB' }),
  ...file('plain.wasm', 'js/dist/plain.wasm', { gzip: '44.4 kB', brotli: '37.5 kB' }),
  ...file('plain.wasm as a text', chunk('engine-plain'), { gzip: '45 kB', brotli: '38.2 kB' }),
]
