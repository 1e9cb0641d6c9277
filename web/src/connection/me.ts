const names = [
  'Ishmael',
  'Grace',
  'Amelia',
  'Joshua',
  'Zheng',
  'Nansen',
  'Jeanne',
  'Cook',
  'Anne',
  'Magellan',
  'Ching',
  'Erik',
]

/** What is kept for as long as the tab is there: two tabs are two people. */
function kept(key: string, make: () => string): string {
  const known = sessionStorage.getItem(key)
  if (known) return known
  const made = make()
  sessionStorage.setItem(key, made)
  return made
}

/** How the server knows this tab again after a reconnect. */
export const myId = kept('client', () => crypto.randomUUID())

export const myName = () => kept('name', () => names[Math.floor(Math.random() * names.length)] ?? 'Ishmael')

export function setMyName(name: string) {
  sessionStorage.setItem('name', name)
}
