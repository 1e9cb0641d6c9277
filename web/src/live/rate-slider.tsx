import { count } from '../shared/format'
import { positionOf, rateAt, steps } from './rate'

const marks = [1, 10, 100, 1000, 20_000]

export function RateSlider({ rate, onChange }: { rate: number; onChange: (rate: number) => void }) {
  return (
    <div className="rate">
      <label htmlFor="rate">
        <span className="eyebrow">The server sends</span>
        <output className="rate-value figure" htmlFor="rate">
          {count(rate)} <small>messages a second</small>
        </output>
      </label>
      <input
        id="rate"
        type="range"
        className="range"
        min={0}
        max={steps}
        value={positionOf(rate)}
        aria-valuetext={`${count(rate)} messages a second`}
        onChange={({ target }) => onChange(rateAt(target.valueAsNumber))}
      />
      <div className="rate-marks">
        {marks.map((mark) => (
          <button
            key={mark}
            type="button"
            style={{ left: `${positionOf(mark)}%` }}
            aria-label={`${count(mark)} a second`}
            onClick={() => onChange(mark)}
          >
            {count(mark)}
          </button>
        ))}
      </div>
    </div>
  )
}
