// A WebSocket whose other end is the test. It does what it is told at once, as no browser would: the glue has to cope.

/** A class of its own for each test; `made` lists its sockets. */
export function fakeSockets({ refuses, throwsOnSend, throwsOnReason } = {}) {
  return class FakeWebSocket {
    static made = []

    onopen = null
    onmessage = null
    onerror = null
    onclose = null
    readyState = 0
    bufferedAmount = 0
    protocol = ''
    sent = []
    closes = []

    constructor(url, protocols) {
      if (refuses) throw refuses
      this.url = url
      this.protocols = protocols
      this.constructor.made.push(this)
    }

    static get last() {
      return this.made.at(-1)
    }

    opens() {
      this.readyState = 1
      this.onopen?.({})
      return this
    }

    says(data) {
      this.onmessage?.({ data })
      return this
    }

    fails() {
      this.readyState = 3
      this.onerror?.({})
    }

    drops(code = 1006, reason = '', wasClean = false) {
      this.readyState = 3
      this.onclose?.({ code, reason, wasClean })
    }

    send(data) {
      if (throwsOnSend) throw new TypeError('no')
      this.sent.push(data)
    }

    close(...how) {
      if (throwsOnReason && how[1]) throw new SyntaxError('no')
      this.closes.push(how)
      this.readyState = 2
    }
  }
}

/** Lets everything happen that was put off. */
export const turn = () => new Promise((resolve) => setTimeout(resolve, 5))
