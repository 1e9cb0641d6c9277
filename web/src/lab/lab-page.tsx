import { broker } from '../connection/client'
import { usePageEntry } from '../routing/use-page-entry'
import { BrokerTroubles } from './broker-troubles'
import { ClientTroubles } from './client-troubles'
import { Instruments } from './instruments'
import { LinePanel } from './line-panel'
import { LogList } from './log-list'
import { ServerTroubles } from './server-troubles'

export function LabPage() {
  const heading = usePageEntry<HTMLHeadingElement>('Lab')
  return (
    <div className="page lab">
      <div className="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            Make it fail
          </h1>
          <p>
            Every button below does to this page's own connection what networks and servers do at night. Watch it come
            back.
          </p>
        </div>
      </div>
      <LinePanel />
      <Instruments />
      <div className="lab-columns">
        {broker ? <BrokerTroubles /> : <ServerTroubles />}
        <div className="lab-side">
          <ClientTroubles />
          <LogList />
        </div>
      </div>
    </div>
  )
}
