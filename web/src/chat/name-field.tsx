import { type FormEvent, useState } from 'react'
import { myName, setMyName } from '../connection/me'
import { announceName } from '../connection/rename'

/** My name: the server hears it at once, and again with every later link. */
export function NameField() {
  const [name, setName] = useState(myName)
  const keep = (event?: FormEvent) => {
    event?.preventDefault()
    const chosen = name.trim()
    if (!chosen || chosen === myName()) return setName(myName())
    setMyName(chosen)
    void announceName(chosen)
  }
  return (
    <form className="name" onSubmit={keep}>
      <label className="eyebrow" htmlFor="name">
        Your name
      </label>
      <input
        id="name"
        className="field"
        value={name}
        maxLength={32}
        autoComplete="nickname"
        onChange={(event) => setName(event.target.value)}
        onBlur={() => keep()}
      />
    </form>
  )
}
