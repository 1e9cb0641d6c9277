import type { GarbageKind } from '../connection/protocol'

const kinds: readonly (readonly [GarbageKind | '', string])[] = [
  ['', 'all of it'],
  ['text', 'no JSON'],
  ['truncated', 'half a message'],
  ['deep', '5,000 levels deep'],
  ['huge', 'over 1 MiB'],
  ['duplicates', 'duplicate keys'],
  ['unknown', 'an unknown type'],
  ['lifecycle', 'a forged close event'],
  ['prototype', '__proto__'],
  ['binary', 'bytes'],
]

interface GarbageSelectProps {
  value: GarbageKind | ''
  onChange: (kind: GarbageKind | '') => void
}

export function GarbageSelect({ value, onChange }: GarbageSelectProps) {
  return (
    <select
      className="field"
      aria-label="Kind"
      value={value}
      onChange={({ target }) => onChange(target.value as GarbageKind | '')}
    >
      {kinds.map(([kind, label]) => (
        <option key={kind} value={kind}>
          {label}
        </option>
      ))}
    </select>
  )
}
