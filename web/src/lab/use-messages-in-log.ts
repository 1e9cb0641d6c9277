import { useEffect } from 'react'
import { client } from '../connection/client'
import { record } from '../connection/recorder'

/** Writes every message into the log. While this runs, none is ignored: all of them are parsed. */
export function useMessagesInLog(isWanted: boolean) {
  useEffect(() => {
    if (!isWanted) return
    return client.tap(({ raw, read }) => {
      const bytes = typeof raw === 'string' ? raw.length : 'size' in raw ? raw.size : raw.byteLength
      record({ direction: 'in', type: typeOf(read()), bytes, detail: raw })
    })
  }, [isWanted])
}

function typeOf(message: unknown): string {
  if (message instanceof ArrayBuffer || message instanceof Blob) return 'binary'
  if (typeof message === 'object' && message !== null && 'type' in message) return String(message.type)
  return typeof message === 'string' ? 'text' : 'json'
}
