/** @typedef {import('playwright-core').Page} Page */

// A frame lasts no longer, in milliseconds: waiting is made short.
const longest = 900

/** Films a page, as fast as it can be photographed. */
export class Camera {
  /** @type {{ png: Buffer, delay: number }[]} */
  frames = []
  #shotAt = performance.now()

  /** @param {Page} page */
  constructor(page) {
    this.page = page
  }

  async shoot() {
    const now = performance.now()
    const last = this.frames.at(-1)
    if (last) last.delay = Math.min(longest, now - this.#shotAt)
    this.#shotAt = now
    this.frames.push({ png: await this.page.screenshot(), delay: 100 })
  }

  /** Films for so many milliseconds, or until something is there. @param {number} milliseconds @param {() => Promise<boolean>} [until] */
  async roll(milliseconds, until = async () => false) {
    const end = performance.now() + milliseconds
    while (performance.now() < end && !(await until())) await this.shoot()
  }

  /** @param {string} text */
  async type(text) {
    for (const part of text.match(/.{1,4}/g) ?? []) {
      await this.page.keyboard.insertText(part)
      await this.shoot()
    }
    await this.page.keyboard.press('Enter')
  }

  /** Keeps the last picture for so long. @param {number} milliseconds */
  hold(milliseconds) {
    const last = this.frames.at(-1)
    if (last) last.delay = milliseconds
  }
}
