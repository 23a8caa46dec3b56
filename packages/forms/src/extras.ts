/**
 * What a form needs, but can be drawn without: a file of its own, loaded in parallel. When it cannot be loaded, the form works
 * without it.
 */
export { namedPatterns } from '@leadlight/protocol/form-answers'
export { originOf } from './origin-of.ts'
export { requireDrawable } from './require-drawable.ts'
export { setDirection } from './set-direction.ts'
export { whenSeen } from './when-seen.ts'
