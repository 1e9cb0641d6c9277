import { Centrifuge } from 'centrifuge'
import { opener } from './centrifuge-lines.js'

export const open = opener(Centrifuge)
