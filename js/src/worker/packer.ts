import { Kind, faultCodes } from '../border.js'
import type { News } from '../engine.js'
import type { Frame } from '../frame.js'
import { type Field, layouts } from '../layouts.js'
import { sizeOf } from '../text.js'
import { type Batch, batchWords, type Thing } from './wire.js'

type Fields = Record<Field, number>

/** Makes a batch of records: of a frame goes along what somebody wants, and no more. */
export class Packer {
  #words = new Uint32Array(firstRoom)
  #length = 0
  #turns: number[] = []
  #texts: string[] = []
  #things: Thing[] = []
  #at = 0
  #records = 0
  #packed = 0
  /** What the things weigh, in bytes. */
  #weight = 0
  /** The frame that went along whole last, and its place among the things. */
  #whole: { readonly frame: Frame; readonly place: number } | undefined

  get isEmpty(): boolean {
    return this.#turns.length === 0
  }

  get records(): number {
    return this.#packed + this.#records
  }

  /** Roughly, in bytes. */
  get size(): number {
    return this.#at + this.#weight
  }

  /** @param entirely - the frame, too */
  news(news: News, entirely: boolean): void {
    const { kind, text, bytes } = news
    const fields = { a: news.a, b: news.b, c: news.c, d: news.d, e: news.e, f: news.f }
    const place = this.#frame(news, fields, entirely)
    const span = this.#text(text)
    const copy = bytes ? this.#thing(bytes, bytes.length) : 0
    this.#write(place, kind, fields, span, copy)
  }

  /** One of the worker's own. */
  own(kind: number, a = 0, b = 0, c = 0, text = ''): void {
    this.#write(0, kind, { a, b, c, d: 0, e: 0, f: 0 }, this.#text(text), 0)
  }

  /** What was written since the last time is one turn. */
  turn(epoch: number, orders: number): void {
    this.#turns.push(this.#records, epoch, orders)
    this.#packed += this.#records
    this.#records = 0
  }

  take(figures: Float64Array, protocol: string): Batch {
    const batch = {
      turns: this.#turns,
      words: this.#words.slice(0, this.#length),
      text: this.#texts.join(''),
      things: this.#things,
      figures,
      protocol,
    }
    this.#length = 0
    if (this.#words.length > mostRoom) this.#words = new Uint32Array(firstRoom)
    this.#turns = []
    this.#texts = []
    this.#things = []
    this.#at = this.#packed = this.#weight = 0
    this.#whole = undefined
    return batch
  }

  /** @returns the place of the frame among the things; 0: what the fields speak of is in the text */
  #frame(news: News, fields: Fields, entirely: boolean): number {
    const { frame, kind, text } = news
    const { slices, frameless } = layouts[kind] ?? {}
    if (frame.data === null || frameless) return 0
    if (this.#whole?.frame === frame) return this.#whole.place
    if (isTooLarge(news)) return this.#thing({ size: sizeOf(frame.data) }, 0)
    const sliced = slices && !text && typeof frame.data === 'string' && !(entirely && kind === Kind.settled)
    if (!sliced) return this.#entire(frame)
    this.#slice(frame, fields, slices)
    return 0
  }

  #entire(frame: Frame): number {
    const place = this.#thing(frame.data, frame.data === null ? 0 : sizeOf(frame.data))
    this.#whole = { frame, place }
    return place
  }

  /** Offsets of the frame become those of the text, in characters. Inner slices lie in the outermost. */
  #slice(frame: Frame, fields: Fields, [outer, inner]: readonly (readonly [Field, Field])[]): void {
    if (!outer) return
    const [begin, end] = [fields[outer[0]], fields[outer[1]]]
    const at = this.#at
    if (inner) {
      const before = frame.text(begin, fields[inner[0]]).length
      const length = frame.text(fields[inner[0]], fields[inner[1]]).length
      fields[inner[0]] = at + before
      fields[inner[1]] = at + before + length
    }
    ;[fields[outer[0]], fields[outer[1]]] = this.#text(end > begin ? frame.text(begin, end) : '')
  }

  #text(text: string): [begin: number, end: number] {
    if (!text) return [0, 0]
    this.#texts.push(text)
    const begin = this.#at
    this.#at += text.length
    return [begin, this.#at]
  }

  #thing(thing: Thing, weight: number): number {
    this.#weight += weight
    return this.#things.push(thing)
  }

  #write(place: number, kind: number, fields: Fields, [begin, end]: readonly [number, number], copy: number): void {
    const { a, b, c, d, e, f } = fields
    if (this.#length + batchWords > this.#words.length) this.#grow()
    this.#words.set([place, kind, a, b, c, d, e, f, begin, end, copy], this.#length)
    this.#length += batchWords
    this.#records += 1
  }

  #grow(): void {
    const words = new Uint32Array(2 * this.#words.length)
    words.set(this.#words)
    this.#words = words
  }
}

/** Words that there is room for at first, and that are kept for the next batch. */
const firstRoom = 64 * batchWords
const mostRoom = 4096 * batchWords

/** Nobody gets to see such a message; its size is told. */
const isTooLarge = ({ kind, a }: News) => kind === Kind.fault && faultCodes[a] === 'too_large'
