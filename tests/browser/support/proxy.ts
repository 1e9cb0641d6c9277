import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A wire to a local port that can go silent without anybody being told, as a lost radio link does. */
export async function lay(port: number) {
  const ends = new Set<Socket>()
  let silent = false

  const join = (from: Socket, to: Socket) => {
    ends.add(from)
    from.on('data', (bytes) => silent || to.write(bytes))
    from.on('close', () => silent || to.destroy())
    from.on('error', () => {})
  }
  const server = createServer((near) => {
    if (silent) return void ends.add(near)
    const far = connect(port, '127.0.0.1')
    join(near, far)
    join(far, near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    goSilent: () => void (silent = true),
    /** New connections are carried again; the old ones are lost for good. */
    mend: () => void (silent = false),
    close: () => {
      for (const end of ends) end.destroy()
      server.close()
    },
  }
}
