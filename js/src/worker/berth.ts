// The address of a worker that was made from a Blob is known to the tab that made it, but open to every tab of the origin.
// So the worker tells it, as the name of a lock that it holds for as long as it lives.

/** @param since - when it began, in milliseconds of the clock */
export const berthOf = (name: string, since: number, address: string): string => `${name} ${since} ${address}`

const berth = /^(.+) (\d{1,16}) (blob:\S+)$/

/** Where the worker of this name is that began last. Any script of the origin may hold a lock by any name. */
export function addressOf(name: string, held: readonly LockInfo[], origin: string): string | undefined {
  const [newest] = held
    .filter(({ mode }) => mode === 'exclusive')
    .map((lock) => berth.exec(lock.name ?? '') ?? [])
    .filter(([, theirs, , address = '']) => theirs === name && originOf(address) === origin)
    .sort(([, , one], [, , other]) => Number(other) - Number(one))
  return newest?.[3]
}

function originOf(address: string): string {
  try {
    return new URL(address).origin
  } catch {
    return ''
  }
}
