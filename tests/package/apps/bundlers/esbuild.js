import { build } from 'esbuild'

const common = { bundle: true, minify: true, define: { 'process.env.NODE_ENV': '"production"' } }
const results = await Promise.all([
  build({
    ...common,
    entryPoints: { main: 'src/main.js' },
    format: 'esm',
    splitting: true,
    outdir: 'dist/esbuild-esm',
  }),
  build({ ...common, entryPoints: { main: 'src/main.js' }, format: 'iife', outdir: 'dist/esbuild-iife' }),
])
if (results.some(({ warnings }) => warnings.length)) process.exit(1)
