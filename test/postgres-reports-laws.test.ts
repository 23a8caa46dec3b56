import fc from 'fast-check'
import { it } from 'vitest'
import { reportLaw } from '../packages/collector/src/reports/reports.test.arbitraries.ts'
import { lawRuns, lawTimeout } from './postgres.ts'
import { postgresSchemas } from './postgres-schemas.ts'

const { open } = postgresSchemas('report')

it(
  'reports on one PostgreSQL agree with the log, the leads and the crossings',
  async () => fc.assert(reportLaw(open), { numRuns: lawRuns(15) }),
  lawTimeout,
)
