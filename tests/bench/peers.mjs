// Who is measured, by the wire over which they get the same frames. Another one is a line here and a file in page/peers/.
export const raw = { name: 'raw WebSocket + JSON.parse', file: 'raw.js' }
/** The floor: see `own` in report/figures.mjs. */
export const nobody = { name: 'nobody', file: 'nobody.js', isFloor: true }
export const hawser = { name: 'hawser', file: 'hawser.js' }
export const hawserBroker = { name: 'hawser', file: 'hawser-broker.js' }
/** It keeps the latest by itself: what is shown is checked, since no message is heard. */
export const hawserLatest = { name: 'hawser, latest', file: 'hawser-latest.js', isConflated: true }
export const hawserLatestInWorker = {
  name: 'hawser, latest, worker',
  file: 'hawser-latest-worker.js',
  isConflated: true,
}
export const hawserPlainInWorker = { name: 'hawser, worker', file: 'hawser-worker.js' }
export const hawserInWorker = { name: 'hawser, worker', file: 'hawser-broker-worker.js' }
export const hawserShared = { name: 'hawser, shared worker', file: 'hawser-broker-shared.js' }
export const hawserSlim = { name: 'hawser/slim', file: 'hawser-slim.js' }
export const centrifuge = { name: 'centrifuge', file: 'centrifuge.js' }
export const centrifugeProtobuf = { name: 'centrifuge', file: 'centrifuge-protobuf.js' }
export const socketIo = { name: 'socket.io-client', file: 'socket.io.js', wire: 'socket.io' }

export const plain = [
  raw,
  { name: 'partysocket', file: 'partysocket.js' },
  { name: 'reconnecting-websocket', file: 'reconnecting-websocket.js' },
  { name: 'react-use-websocket', file: 'react-use-websocket.js' },
  socketIo,
  hawser,
]
export const broker = { json: [raw, centrifuge, hawserBroker], protobuf: [centrifugeProtobuf, hawserBroker] }
