import { useState } from 'react'
import { broker, client } from '../connection/client'
import { record } from '../connection/recorder'
import { attempt } from './ask'
import { NumberInput } from './number-input'
import { Trouble } from './trouble'

function PublishMany() {
  const [messages, setMessages] = useState(50)
  const input = <NumberInput label="Messages" value={messages} min={1} max={1500} onChange={setMessages} />
  const publish = async () => {
    const all = Array.from({ length: messages }, (_, n) => broker?.publish('lab:visitor', { n }))
    const confirmed = (await Promise.allSettled(all)).filter(({ status }) => status === 'fulfilled').length
    record({ direction: 'event', type: 'confirmed', detail: `${confirmed} of ${messages}` })
  }
  return (
    <Trouble label="Publish" input={input} onClick={() => void publish()}>
      All leave in one frame, and the broker confirms each. Without a line they wait for it, up to 5 s. After
      “Disconnect” they are refused.
    </Trouble>
  )
}

function SendMany() {
  const [messages, setMessages] = useState(50)
  const input = <NumberInput label="Messages" value={messages} min={1} max={1500} onChange={setMessages} />
  const send = () => {
    for (let i = 0; i < messages; i++) client.send({ type: 'whoami' })
  }
  return (
    <Trouble label="Write" input={input} onClick={() => attempt(send)}>
      Twenty leave at once and ten a second after that; the others wait in the outbox. Without a line, all of them wait.
      After “Disconnect” they are refused.
    </Trouble>
  )
}

/** What can be done at this end. */
export function ClientTroubles() {
  return (
    <section className="card troubles" aria-labelledby="client-troubles">
      <h2 id="client-troubles">Have the client …</h2>
      <ul>
        <Trouble label="Disconnect" onClick={() => client.disconnect(1000, 'the visitor left')}>
          Hangs up for good: closing, then idle, and no attempt until you ask for one.
        </Trouble>
        <Trouble label="Connect" onClick={() => client.connect()}>
          Dials, unless a link is up or on its way. Starts afresh after it gave up.
        </Trouble>
        <Trouble label="Reconnect" onClick={() => client.reconnect()}>
          Drops the link and dials anew at once, also in the midst of a wait.
        </Trouble>
        {broker ? <PublishMany /> : <SendMany />}
      </ul>
    </section>
  )
}
