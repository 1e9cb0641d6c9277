// How often React commits: it tells its developer tools, in production too.
let made = 0

globalThis.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
  supportsFiber: true,
  inject: () => 1,
  onCommitFiberRoot: () => void made++,
  onCommitFiberUnmount: () => {},
  onPostCommitFiberRoot: () => {},
}

export const commits = () => made
