import { nodeResolve } from '@rollup/plugin-node-resolve'
import { rollup } from 'rollup'

const build = await rollup({
  input: 'src/plain.js',
  plugins: [nodeResolve()],
  onwarn: (warning) => {
    throw new Error(warning.message)
  },
})
await build.write({ dir: 'dist/rollup', format: 'es', entryFileNames: 'main.js' })
await build.close()
