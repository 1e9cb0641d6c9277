import { useNow } from '../shared/use-now'
import { useChat } from './chat-context'
import { talkIn } from './chat-state'

// Milliseconds after which somebody who said nothing isn't typing any more.
const lull = 3500

function sentence(names: readonly string[]): string {
  if (names.length > 2) return 'Several people are typing…'
  return names.length > 0 ? `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} typing…` : ''
}

export function TypingNotice() {
  const { state } = useChat()
  const { typing } = talkIn(state, state.here)
  const now = useNow(typing.size > 0 ? 500 : null)
  const names = [...typing.values()].filter(({ at }) => now - at < lull).map(({ name }) => name)
  return (
    <p className="typing" aria-live="polite">
      {sentence(names)}
    </p>
  )
}
