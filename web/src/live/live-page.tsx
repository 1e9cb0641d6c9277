import { useState } from 'react'
import { broker } from '../connection/client'
import { usePageEntry } from '../routing/use-page-entry'
import { Figures } from './figures'
import { QuotesView } from './quotes-view'
import { RateSlider } from './rate-slider'
import type { Stream } from './stream'
import { useQuotes } from './use-quotes'
import { WireChoice } from './wire-choice'

export function LivePage() {
  const heading = usePageEntry<HTMLHeadingElement>('Live')
  const [rate, setRate] = useState(200)
  const [isListening, setListening] = useState(true)
  const [stream, setStream] = useState<Stream>('each')
  useQuotes(rate, stream, isListening)
  return (
    <div className="page live">
      <div className="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            Five hundred prices
          </h1>
          <p>
            {broker
              ? 'The site’s server publishes through the broker’s HTTP API.'
              : 'Every quote is a message of its own.'}{' '}
            However many come, the table is rendered at most once a frame.
          </p>
        </div>
        <label className="switch">
          <input
            type="checkbox"
            role="switch"
            checked={isListening}
            onChange={({ target }) => setListening(target.checked)}
          />
          Listen
        </label>
      </div>
      <section className="card rate-card" aria-label="Rate">
        {broker && <WireChoice stream={stream} onChange={setStream} />}
        <RateSlider rate={rate} onChange={setRate} />
      </section>
      <Figures />
      {isListening ? (
        <QuotesView />
      ) : (
        <p className="card deaf">
          Nobody listens. The quotes still come, and the engine counts and forgets them without parsing one.
        </p>
      )}
    </div>
  )
}
