let commits = 0
let isNoted = false

/** Called by what React has just committed: however many rows it touched, a commit counts once. */
export function noteCommit() {
  if (isNoted) return
  isNoted = true
  commits += 1
  queueMicrotask(() => {
    isNoted = false
  })
}

export const commitsSoFar = () => commits
