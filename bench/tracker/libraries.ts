import { leadlight } from './libraries/leadlight.ts'
import { mixpanel } from './libraries/mixpanel.ts'
import { openpanel } from './libraries/openpanel.ts'
import { plausible } from './libraries/plausible.ts'
import { posthog } from './libraries/posthog.ts'
import { rudderstack } from './libraries/rudderstack.ts'
import { segment } from './libraries/segment.ts'
import { snowplow } from './libraries/snowplow.ts'
import type { Library } from './library.ts'

/** All that are measured, in the order of the tables. */
export const libraries: Library[] = [
  leadlight,
  plausible,
  openpanel,
  snowplow,
  segment,
  mixpanel,
  rudderstack,
  posthog,
]
