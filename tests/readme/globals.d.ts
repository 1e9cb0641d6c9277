// What the snippets that aren't complete take from the reader's app.
import type { Client } from 'hawser'

declare global {
  interface Notice {
    text: string
  }
  interface Task {
    id: number
    title: string
  }
  const client: Client<
    { notification: Notice; 'task-updated': Task; chat: { text: string }; quote: { symbol: string; price: number } },
    { chat: { text: string } }
  >
  const url: string
  const queryClient: { invalidateQueries: (filters?: object) => Promise<void> }
  const draw: (quotes: ReadonlyMap<string, { symbol: string; price: number }>) => void
  const toast: (notice: Notice) => void
  const fetchToken: () => Promise<string>
}
