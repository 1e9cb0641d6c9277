interface NumberInputProps {
  label: string
  value: number
  min: number
  max: number
  onChange: (value: number) => void
}

/** A number within its bounds: what is typed beyond them is brought back. */
export function NumberInput({ label, value, min, max, onChange }: NumberInputProps) {
  return (
    <input
      type="number"
      className="field narrow"
      aria-label={label}
      {...{ value, min, max }}
      onChange={({ target }) => onChange(Math.trunc(target.valueAsNumber || 0))}
      onBlur={() => onChange(Math.min(max, Math.max(min, value)))}
    />
  )
}
