// What all pictures have in common. They are read on light pages and on dark ones, so they bring both.
const style = `<style>
  text { fill: var(--ink) } .rule { stroke: var(--rule) } .ink { stroke: var(--ink) }
  svg { --page: #ffffff; --ink: #212529; --rule: #dee2e6; --hawser: #0b7285; --theirs: #adb5bd }
  @media (prefers-color-scheme: dark) {
    svg { --page: #16191d; --ink: #e9ecef; --rule: #343a40; --hawser: #3bc9db; --theirs: #5c636a }
  }
</style>`

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

export const label = (x, y, said, more = '') => `<text x="${x}" y="${y}" ${more}>${escaped(said)}</text>`
export const heading = (said) => label(12, 26, said, 'font-size="15" font-weight="600"')

export const picture = (width, height, drawn) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
${style}
<rect width="100%" height="100%" style="fill: var(--page)"/>
${drawn.join('\n')}
</svg>
`
