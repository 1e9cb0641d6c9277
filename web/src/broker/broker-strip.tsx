import { Counts } from './counts'
import { NodeSwitch } from './node-switch'
import { QuickTroubles } from './quick-troubles'

/** The broker below every page's header: where we are, what came through, and what can be broken. */
export function BrokerStrip() {
  return (
    <section className="strip" aria-label="Broker">
      <div className="strip-inner">
        <NodeSwitch />
        <Counts />
        <QuickTroubles />
      </div>
    </section>
  )
}
