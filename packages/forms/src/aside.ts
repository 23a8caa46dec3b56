/** What every form needs, but not to be drawn: a file of its own, done without where it cannot be had. */
export { namedPatterns } from '@leadlight/protocol/form-answers'
export { originOf } from './origin-of.ts'
export { requireDrawable } from './require-drawable.ts'
export { turn } from './turn.ts'
export { whenSeen } from './when-seen.ts'
