import { command, type MachineName } from '../broker/machines'
import { nodes, useMachines } from '../broker/use-broker-state'
import { Trouble } from './trouble'

function NodeTroubles({ name }: { name: MachineName }) {
  const state = useMachines()[name]
  const isDown = state === 'down'
  const isPaused = state === 'paused'
  return (
    <>
      <Trouble
        label={`${isDown ? 'Start' : 'Kill'} node ${name}`}
        onClick={() => command(name, isDown ? 'start' : 'kill')}
      >
        {isDown
          ? 'It comes back on its port, and with the same secrets.'
          : 'As a crash does. Whoever was there goes to the other node and gets what was published meanwhile.'}
      </Trouble>
      <Trouble
        label={`${isPaused ? 'Wake' : 'Pause'} node ${name}`}
        isIdle={isDown}
        onClick={() => command(name, isPaused ? 'wake' : 'pause')}
      >
        {isPaused
          ? 'It goes on as if nothing had been.'
          : 'It keeps its sockets and says nothing, for 20 s. The missing ping is noticed after 6 s.'}
      </Trouble>
    </>
  )
}

/** What can go wrong with a broker. It is everybody's: so are the troubles. */
export function BrokerTroubles() {
  return (
    <section className="card troubles" aria-labelledby="broker-troubles">
      <h2 id="broker-troubles">Have the broker …</h2>
      <ul>
        {nodes.map(({ name }) => (
          <NodeTroubles key={name} name={name as MachineName} />
        ))}
        <Trouble label="Restart Redis" onClick={() => command('redis', 'restart')}>
          Killed and started again, with its memory: for a moment nobody can publish, and nothing is lost.
        </Trouble>
        <Trouble label="Forget everything" onClick={() => command('redis', 'forget')}>
          Redis comes back empty, and histories begin anew. What was missed can't be told from what wasn't: every
          channel announces once that it was not recovered.
        </Trouble>
      </ul>
    </section>
  )
}
