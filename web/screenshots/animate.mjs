import gifenc from 'gifenc'
import { PNG } from 'pngjs'

const { GIFEncoder, applyPalette, quantize } = gifenc

// One colour is left for what hasn't changed since the frame before.
const colours = 127
const transparentIndex = colours

/** @typedef {{ png: Buffer, delay: number }} Frame - delay in milliseconds */

/** The colours of all frames, taken from a few of them. @param {readonly Uint8Array[]} pictures */
function paletteOf(pictures) {
  const few = pictures.filter((_, i) => i % Math.ceil(pictures.length / 6) === 0)
  return quantize(Buffer.concat(few), colours)
}

/** @param {Uint8Array} indexes @param {Uint8Array | undefined} before */
function changes(indexes, before) {
  return before ? indexes.map((index, i) => (index === before[i] ? transparentIndex : index)) : indexes
}

/** Makes a GIF of screenshots; what stays the same costs next to nothing. @param {readonly Frame[]} frames */
export function animate(frames) {
  const pictures = frames.map(({ png }) => PNG.sync.read(png))
  const palette = paletteOf(pictures.map(({ data }) => data))
  const gif = GIFEncoder()
  /** @type {Uint8Array | undefined} */
  let before
  for (const [i, { width, height, data }] of pictures.entries()) {
    const indexes = applyPalette(data, palette)
    const options = before ? { transparent: true, transparentIndex } : { palette: [...palette, [0, 0, 0]] }
    gif.writeFrame(changes(indexes, before), width, height, { ...options, delay: frames[i]?.delay ?? 0, dispose: 1 })
    before = indexes
  }
  gif.finish()
  return Buffer.from(gif.bytes())
}
