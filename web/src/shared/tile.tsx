import type { ReactNode } from 'react'

interface TileProps {
  label: string
  value: string
  unit?: string
  note?: string
  children?: ReactNode
}

/** A figure with its name. */
export function Tile({ label, value, unit, note, children }: TileProps) {
  return (
    <div className="tile card">
      <h2 className="eyebrow">{label}</h2>
      <p className="tile-value figure">
        {value}
        {unit && <small> {unit}</small>}
      </p>
      {note && <p className="tile-note">{note}</p>}
      {children}
    </div>
  )
}
