import { Kind, viewed } from '../border.js'
import { announced, type News } from '../engine.js'
import { Frame } from '../frame.js'
import { type Field, fieldNames, layouts } from '../layouts.js'
import { byteLength } from '../text.js'
import { noModule } from '../made.js'
import type { Numbers } from './numbers.js'
import { type Batch, batchWords, type Thing } from './wire.js'

/** The records of a batch, as the engine would have told them here. */
export class Records {
  readonly #batch: Batch
  /** Slices lie in the text by characters, as in an ASCII frame. */
  readonly #slices: Frame
  readonly #frames = new Map<number, Frame>()

  constructor(batch: Batch) {
    this.#batch = batch
    this.#slices = new Frame(noModule, { data: batch.text, ascii: true, begin: 0 })
  }

  /** @param ours - the page's numbers of routes and channels */
  at(index: number, epoch: number, ours: { readonly routes: Numbers; readonly channels: Numbers }): News {
    const { words, text, things } = this.#batch
    const start = index * batchWords
    const word = (offset: number) => words[start + offset] as number
    const [place, kind, begin, end, copy] = [word(0), word(1), word(8), word(9), word(10)]
    const { route, channel } = layouts[kind] ?? {}
    const said = end > begin ? text.slice(begin, end) : ''
    if (kind === Kind.adopted) ours.channels.adopt(said, word(2))
    if (route && word(offsets[route]) !== viewed) words[start + offsets[route]] = ours.routes.ours(word(offsets[route]))
    if (channel) words[start + offsets[channel]] = ours.channels.ours(word(offsets[channel]))
    const news = {
      kind,
      a: word(2),
      b: word(3),
      c: word(4),
      d: word(5),
      e: word(6),
      f: word(7),
      text: said,
      bytes: copy ? (things[copy - 1] as Uint8Array<ArrayBuffer>) : undefined,
      frame: place ? this.#frame(place) : this.#slices,
      epoch,
    }
    announced(news)
    return news
  }

  #frame(place: number): Frame {
    const known = this.#frames.get(place) ?? whole(this.#batch.things[place - 1] as Thing)
    this.#frames.set(place, known)
    return known
  }
}

/** Of a frame that isn't ASCII, the engine's memory isn't at hand: its offsets are looked up in its bytes. */
function whole(data: Thing): Frame {
  const raw = { data: data as string | ArrayBuffer | Blob | null, ascii: isAscii(data), begin: 0 }
  const frame = new Frame(noModule, raw)
  raw.data = null
  return frame
}

const isAscii = (data: Thing) => typeof data === 'string' && byteLength(data) === data.length

/** Where a field is in a record of a batch. */
const offsets = Object.fromEntries(fieldNames.map((name, at) => [name, at + 2])) as Record<Field, number>
