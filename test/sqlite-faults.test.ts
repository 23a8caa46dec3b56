import { testFaults } from './collector-faults/test-faults.ts'

testFaults((name) => !name.startsWith('PostgreSQL:'))
