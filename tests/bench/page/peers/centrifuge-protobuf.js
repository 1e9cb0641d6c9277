import { Centrifuge } from 'centrifuge/build/protobuf'
import { opener } from './centrifuge-lines.js'

export const open = opener(Centrifuge)
