import { broker } from '../connection/client'
import { BrokerChat } from './broker-chat'
import { PlainChat } from './plain-chat'

/** Keeps the talk going while the visitor looks at other pages. */
export const ChatProvider = broker ? BrokerChat : PlainChat
