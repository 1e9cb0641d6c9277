export { default } from './worker/entry.ts?script'
