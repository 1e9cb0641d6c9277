import type { Entry } from './log.js'
import type { Format } from './driver.js'

export type Told = Record<string, readonly Entry[]>

/** Where we differ from the reference client on purpose. */
export interface Difference {
  /** Of the scenarios in which it shows; where there are none, it is looked for in all. */
  readonly titles?: readonly string[]
  /** In this format only. */
  readonly format?: Format
  readonly reason: string
  /** From what the reference tells to what we tell; without it, the reference doesn't get to the end. */
  readonly change?: (theirs: Told) => Told
}

const onLine = (change: (line: readonly Entry[]) => readonly Entry[]) => (theirs: Told) => ({
  ...theirs,
  line: change(theirs.line ?? []),
})

const instead = (ours: Told) => () => ours

/** Before an entry that the test finds, another one. */
const before = (
  entries: readonly Entry[],
  find: (entry: Entry, index: number) => boolean,
  put: (entry: Entry) => Entry,
) => entries.flatMap((entry, index) => (find(entry, index) ? [put(entry), entry] : [entry]))

/** The last entry before an index that says whether the line was up. */
const wasOpen = (entries: readonly Entry[], index: number) =>
  entries
    .slice(0, index)
    .filter(([what]) => ['open', 'stopped', 'lost'].includes(what))
    .at(-1)?.[0] === 'open'

export const differences: readonly Difference[] = [
  {
    reason: 'Why an attempt to connect is the last one is told as an error too: who logs errors finds it there.',
    change: onLine((line) =>
      before(
        line,
        ([what, code], index) => what === 'stopped' && code !== 0 && code !== 1 && !wasOpen(line, index),
        ([, code]) => ['error', code],
      ),
    ),
  },
  {
    titles: ['who may have no token is not let in, and stops'],
    reason: 'The same.',
    change: onLine((line) =>
      before(
        line,
        ([what]) => what === 'stopped',
        () => ['error', 1],
      ),
    ),
  },
  {
    titles: ['a channel’s token that may not be had ends the subscription, and only that'],
    reason: 'The same, of a subscription.',
    change: (theirs) => ({
      ...theirs,
      'guarded:never': before(
        theirs['guarded:never'] ?? [],
        ([what]) => what === 'unsubscribed',
        () => ['error', 1],
      ),
    }),
  },
  {
    titles: ['where one may not subscribe, and where there is nothing, it is final'],
    reason: 'A refusal is told as an error too: who logs errors finds it there.',
    change: (theirs) =>
      Object.fromEntries(
        Object.entries(theirs).map(([name, entries]) => [
          name,
          entries.flatMap((entry) => (entry[0] === 'unsubscribed' ? [entry, ['error', entry[1]] as Entry] : [entry])),
        ]),
      ),
  },
  {
    titles: ['a message was too big for the server: it stops, since it would be refused again'],
    reason: 'A close is told as the server sent it, 1009, and not by another number.',
    change: onLine((line) => line.map((entry) => (entry[0] === 'stopped' ? ['stopped', 1009, ''] : entry))),
  },
  {
    titles: ['a token that has expired, and no way to another, is final'],
    reason: 'The server’s own word is told, and no second error of a number that is ours.',
    change: instead({
      line: [
        ['error', 109],
        ['stopped', 109, 'token expired'],
      ],
    }),
  },
  {
    titles: ['a terminal code without a reason stops'],
    reason: 'A code is terminal by its number. The reference looks at it only where there is a reason, and comes back.',
    change: onLine((line) => line.map((entry) => (entry[0] === 'lost' ? ['stopped', 3500, ''] : entry))),
  },
  {
    titles: ['a subscription whose state the server calls invalid comes back from the start'],
    reason: 'That the server ended a subscription is told, with its code, also where it is made again.',
    change: (theirs) => ({
      ...theirs,
      'feed:state': again(theirs['feed:state'] ?? [], ['unsubscribed', 2502, 'state invalidated']),
    }),
  },
  {
    titles: ['the server’s word to subscribe again is obeyed, and what was missed is recovered'],
    reason: 'The same.',
    change: (theirs) => ({
      ...theirs,
      'feed:again': again(theirs['feed:again'] ?? [], ['unsubscribed', 2500, 'insufficient state']),
    }),
  },
  {
    titles: ['a listener that throws harms nobody: the line stays, and what follows is told'],
    reason: 'An application’s bug is reported as uncaught, and is its own. The reference hangs up for good.',
  },
  {
    titles: ['the server says that a connection expires: its token is renewed in time'],
    reason: 'The reference doesn’t know this push, and is thrown out when it has expired.',
  },
  {
    titles: ['offsets above 2^53 are exact'],
    reason: 'The reference keeps offsets as doubles, takes what comes next for a duplicate, and never tells it.',
  },
  {
    titles: [
      'channels by number: compaction',
      'compaction after a reconnect: numbers are given anew',
      'differences in a channel by number',
    ],
    format: 'protobuf',
    reason: 'The reference doesn’t find channels by their numbers in protobuf, and never tells their publications.',
  },
  {
    titles: ['a channel by the name of an object’s own part is a channel like any other'],
    reason: 'The reference finds parts of Object.prototype in its registry and takes them for subscriptions.',
  },
]

export const differencesOf = (title: string, format: Format): readonly Difference[] =>
  differences.filter((one) => (one.titles ?? [title]).includes(title) && (one.format ?? format) === format)

/** The reference doesn't get to the end. */
export const isBeyond = (title: string, format: Format): boolean =>
  differencesOf(title, format).some(({ change }) => !change)

/** What we must tell, given what the reference told. */
export const asOurs = (title: string, format: Format, theirs: Told): Told =>
  differencesOf(title, format).reduce((told, { change }) => change?.(told) ?? told, theirs)

/** The second time that it subscribes. */
function again(entries: readonly Entry[], put: Entry): readonly Entry[] {
  const index = entries.map(([what]) => what).lastIndexOf('subscribing')
  return before(
    entries,
    (_, at) => at === index,
    () => put,
  )
}
