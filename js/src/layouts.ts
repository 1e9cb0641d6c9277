import { Kind } from './border.js'

/** The fields of a record that mean something to whoever hands it on. What isn't listed concerns everybody, and its frame goes with it. */
interface Layout {
  /** The field that is a route, a channel, or a ticket. */
  readonly route?: Field
  readonly channel?: Field
  readonly ticket?: Field
  /** Begins and ends of slices of the frame, the outermost first. They are all that is needed of it. */
  readonly slices?: readonly (readonly [begin: Field, end: Field])[]
  /** It says nothing of the frame at hand. */
  readonly frameless?: true
  /** It is let go for a page that doesn't read; the rest tells of states and fates, and isn't much. */
  readonly spare?: true
}

/** The six fields of a record, in their order. */
export const fieldNames = ['a', 'b', 'c', 'd', 'e', 'f'] as const
export type Field = (typeof fieldNames)[number]

export const layouts: Partial<Record<number, Layout>> = {
  [Kind.resolve]: { frameless: true },
  [Kind.changed]: { frameless: true },
  [Kind.closed]: { frameless: true },
  [Kind.retrying]: { frameless: true },
  [Kind.gaveUp]: { frameless: true },
  [Kind.deliver]: {
    route: 'a',
    channel: 'b',
    slices: [
      ['e', 'f'],
      ['c', 'd'],
    ],
    spare: true,
  },
  [Kind.deliverText]: { spare: true },
  [Kind.deliverBinary]: { spare: true },
  [Kind.subscription]: { channel: 'a', frameless: true },
  [Kind.settled]: { ticket: 'a', slices: [['c', 'd']] },
  [Kind.left]: { ticket: 'a', frameless: true },
  [Kind.dropped]: { ticket: 'a', frameless: true },
  [Kind.fault]: { channel: 'b', slices: [['e', 'f']] },
  [Kind.ask]: { channel: 'b', frameless: true },
  [Kind.publication]: { route: 'a', channel: 'b', slices: [['c', 'd']], spare: true },
  [Kind.keptPublication]: { route: 'a', channel: 'b', frameless: true, spare: true },
  [Kind.keptBytes]: { route: 'a', channel: 'b', frameless: true, spare: true },
  [Kind.fresh]: { frameless: true },
  [Kind.moved]: { channel: 'a', frameless: true, spare: true },
  [Kind.context]: { spare: true },
  [Kind.member]: { channel: 'a', spare: true },
  [Kind.subscribed]: { channel: 'a' },
  [Kind.unsubscribed]: { channel: 'a', frameless: true },
  [Kind.adopted]: { channel: 'a', frameless: true },
  [Kind.refusal]: { channel: 'a', frameless: true },
}
