import { useState } from 'react'
import type { GarbageKind } from '../connection/protocol'
import { ask } from './ask'
import { GarbageSelect } from './garbage-select'
import { NumberInput } from './number-input'
import { Trouble } from './trouble'

function Freeze() {
  const [seconds, setSeconds] = useState(10)
  const input = <NumberInput label="Seconds" value={seconds} min={1} max={120} onChange={setSeconds} />
  return (
    <Trouble label="Freeze" input={input} needsLine onClick={() => ask({ do: 'freeze', seconds })}>
      The server goes silent for so many seconds with the socket open, as a dead cable does. After 2 s the heartbeat
      asks, 4 s later the link is given up and dialled anew.
    </Trouble>
  )
}

function Close() {
  const [code, setCode] = useState(1012)
  const input = <NumberInput label="Close code" value={code} min={1000} max={4999} onChange={setCode} />
  return (
    <Trouble
      label="Close with"
      input={input}
      needsLine
      onClick={() => ask({ do: 'close', code, reason: 'as ordered' })}
    >
      A proper close. 1000, 1001, 1012, 3000 to 4999 …: the code is in the log; then a wait drawn from the wide window.
    </Trouble>
  )
}

function Refuse() {
  const [times, setTimes] = useState(3)
  const input = <NumberInput label="Attempts" value={times} min={1} max={20} onChange={setTimes} />
  return (
    <Trouble
      label="Refuse next"
      input={input}
      needsLine
      onClick={() => ask({ do: 'refuse', count: times }, { do: 'drop' })}
    >
      Dropped, and the next attempts are answered with 503: each wait is drawn from a window twice as wide.
    </Trouble>
  )
}

function Flood() {
  const [messages, setMessages] = useState(20_000)
  const input = <NumberInput label="Messages" value={messages} min={1} max={50_000} onChange={setMessages} />
  return (
    <Trouble label="Flood" input={input} needsLine onClick={() => ask({ do: 'flood', count: messages })}>
      So many messages at once, to which nobody listens but the log. Without “Messages” in the log they are counted as
      ignored and never parsed.
    </Trouble>
  )
}

function Garbage() {
  const [kind, setKind] = useState<GarbageKind | ''>('')
  return (
    <Trouble
      label="Send garbage"
      input={<GarbageSelect value={kind} onChange={setKind} />}
      needsLine
      onClick={() => ask(kind ? { do: 'garbage', kind } : { do: 'garbage' })}
    >
      What no honest server sends. It is refused or set aside, with an error in the log; the line holds.
    </Trouble>
  )
}

/** What can go wrong at the other end. */
export function ServerTroubles() {
  return (
    <section className="card troubles" aria-labelledby="server-troubles">
      <h2 id="server-troubles">Have the server …</h2>
      <ul>
        <Trouble label="Drop" needsLine onClick={() => ask({ do: 'drop' })}>
          The socket is cut without a word: 1006, then a new attempt within 4 s.
        </Trouble>
        <Close />
        <Freeze />
        <Refuse />
        <Trouble label="Leave unanswered" needsLine onClick={() => ask({ do: 'stall', count: 1 }, { do: 'drop' })}>
          Dropped, and the next upgrade is never answered: the connect timeout ends it after 6 s.
        </Trouble>
        <Trouble label="Be slow" needsLine onClick={() => ask({ do: 'slow', milliseconds: 400, seconds: 20 })}>
          Every word takes 400 ms for 20 s: see the round trip rise; nothing else happens.
        </Trouble>
        <Flood />
        <Garbage />
      </ul>
    </section>
  )
}
