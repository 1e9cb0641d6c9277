import webpack from 'webpack'

const config = {
  mode: 'production',
  entry: { main: './src/main.js', worker: './src/worker-page.js', served: './src/served.js' },
  output: { path: `${import.meta.dirname}/dist/webpack`, filename: '[name].js' },
  performance: { hints: false },
}
webpack(config, (error, stats) => {
  if (!error && !stats.hasErrors() && !stats.hasWarnings()) return
  console.error(error ?? stats.toString('errors-warnings'))
  process.exit(1)
})
