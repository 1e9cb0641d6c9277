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
    gzip: '17 kB',
    brotli: '15.5 kB',
  }),
  ...file('centrifugo', chunk('centrifugo'), { gzip: '8.7 kB', brotli: '7.9 kB' }),
  ...file('hooks', 'js/dist/react.js', { gzip: '6.6 kB', brotli: '6.1 kB' }),
  ...file('worker: what the page has of it', chunk('worker'), { gzip: '5.2 kB', brotli: '4.8 kB' }),
  ...file('worker: its script, as a text', chunk('worker-text'), { gzip: '20.2 kB', brotli: '18.4 kB' }),
  ...file('worker: its script, as a file', 'js/dist/worker.js', { gzip: '20.2 kB', brotli: '18.4 kB' }),
  ...file('glue of the engine', chunk('engine-glue'), { gzip: '10.3 kB', brotli: '9.3 kB' }),
  ...file('engine.wasm', 'js/dist/engine.wasm', { gzip: '57 kB', brotli: '48.5 kB' }),
  ...file('engine as base64', chunk('engine-bytes'), { gzip: '74 kB', brotli: '62.5 kB' }),
]
