import { type Format, format, setFormat } from '../connection/broker-client'
import type { Stream } from './stream'

const streams: Record<Stream, string> = { each: 'Each quote', whole: 'All prices', delta: 'All prices, delta' }
const formats: Record<Format, string> = { json: 'JSON', protobuf: 'Protobuf' }

interface ChoiceProps<K extends string> {
  name: string
  options: Record<K, string>
  value: K
  onChange: (value: K) => void
}

function Choice<K extends string>({ name, options, value, onChange }: ChoiceProps<K>) {
  return (
    <fieldset className="choice">
      <legend className="eyebrow">{name}</legend>
      {(Object.entries(options) as [K, string][]).map(([key, label]) => (
        <label key={key}>
          <input type="radio" name={name} checked={key === value} onChange={() => onChange(key)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** What goes over the wire: compare the bytes. */
export function WireChoice({ stream, onChange }: { stream: Stream; onChange: (stream: Stream) => void }) {
  return (
    <div className="wire">
      <Choice name="A message is" options={streams} value={stream} onChange={onChange} />
      <Choice name="Frames are" options={formats} value={format} onChange={setFormat} />
    </div>
  )
}
