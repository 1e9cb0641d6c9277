import type { News } from '../engine.js'
import type { Member } from './member.js'

interface Question {
  readonly news: News
  readonly candidates: Candidates
  readonly member: Member
}

/** Those who could answer. */
type Candidates = () => readonly Member[]

/** What the engine asks its pages: one of them at a time, and another one where that leaves before it has answered. */
export class Asked {
  readonly #open = new Map<string, Question>()

  /** @param topic - a newer question of the same topic replaces this one */
  ask(topic: string, news: News, candidates: Candidates): void {
    const member = choice(candidates())
    if (!member) return
    this.#open.set(topic, { news, candidates, member })
    member.news(news)
  }

  /** @returns whether this question was this one's to answer */
  answered(topic: string, question: number, member: Member): boolean {
    const asked = this.#open.get(topic)
    return asked?.member === member && asked.news.a === question && this.#open.delete(topic)
  }

  /** What it was asked, another one is. */
  left(member: Member): void {
    for (const [topic, asked] of [...this.#open]) {
      if (asked.member !== member) continue
      this.#open.delete(topic)
      this.ask(topic, asked.news, asked.candidates)
    }
  }

  /** There is no link any more that wants to know. */
  clear(): void {
    this.#open.clear()
  }
}

/** Who spoke last lives, as far as anybody can tell. */
const choice = (candidates: readonly Member[]): Member | undefined =>
  [...candidates].sort((one, other) => other.spoke - one.spoke)[0]
