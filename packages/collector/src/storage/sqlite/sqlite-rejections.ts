import type { ErasureMark, KeptRejection, Snapshot } from '../port.ts'
import { LISTED, type PrepareQuery } from './rows.ts'

type RejectionReading = Pick<Snapshot, 'rejected' | 'rejectedAbout' | 'erased'>

const columns = 'id, site, message_id AS messageId, received_at AS receivedAt, reason, message'

/** Creates the reading of rejected messages and erasure marks by prepared statements, for use within a transaction. */
export function createSqliteRejectionReading(prepare: PrepareQuery): RejectionReading {
  const rejected = prepare<KeptRejection>(
    `SELECT ${columns} FROM rejected WHERE id < ? ORDER BY id DESC LIMIT ?`,
  )
  const rejectedAbout = prepare<KeptRejection>(
    `SELECT ${columns} FROM rejected
     WHERE EXISTS (SELECT 1 FROM json_each(?) AS text WHERE instr(lower(message), lower(text.value)) > 0)`,
  )
  const erased = prepare<ErasureMark>(`SELECT mark, until FROM erased WHERE mark IN ${LISTED}`)
  return {
    rejected: async (before, limit) =>
      (await rejected(before ?? Number.MAX_SAFE_INTEGER, limit)).map((row) => ({ ...row })),
    rejectedAbout: async (texts) => (await rejectedAbout(JSON.stringify(texts))).map((row) => ({ ...row })),
    erased: async (marks) => (await erased(JSON.stringify(marks))).map((row) => ({ ...row })),
  }
}
