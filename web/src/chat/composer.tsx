import { type FormEvent, useState } from 'react'
import { useChat } from './chat-context'
import { useTyping } from './use-typing'

const longest = 2000

export function Composer({ title }: { title: string }) {
  const { say } = useChat()
  const [text, setText] = useState('')
  const tellTyping = useTyping()

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!text.trim()) return
    say(text.trim())
    setText('')
  }
  return (
    <form className="composer" onSubmit={submit}>
      <label className="visually-hidden" htmlFor="text">
        Message to {title}
      </label>
      <input
        id="text"
        className="field"
        value={text}
        maxLength={longest}
        autoComplete="off"
        placeholder={`Message to ${title}`}
        onChange={(event) => {
          setText(event.target.value)
          tellTyping()
        }}
      />
      <button type="submit" className="button primary" disabled={!text.trim()}>
        Send
      </button>
    </form>
  )
}
