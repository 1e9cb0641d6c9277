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

  ask(question: string, news: News, candidates: Candidates): void {
    const member = choice(candidates())
    if (!member) return
    this.#open.set(question, { news, candidates, member })
    member.news(news)
  }

  /** @returns whether it was this one's to answer */
  answered(question: string, member: Member): boolean {
    return this.#open.get(question)?.member === member && this.#open.delete(question)
  }

  /** What it was asked, another one is. */
  left(member: Member): void {
    for (const [question, asked] of [...this.#open]) {
      if (asked.member !== member) continue
      this.#open.delete(question)
      this.ask(question, asked.news, asked.candidates)
    }
  }
}

/** Who spoke last lives, as far as anybody can tell. */
const choice = (candidates: readonly Member[]): Member | undefined =>
  [...candidates].sort((one, other) => other.spoke - one.spoke)[0]
