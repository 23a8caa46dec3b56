import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { SourceGroup } from '../port.ts'

/** A prepared query that gives rows of a known shape. */
export type Query<Row> = (...parameters: SQLInputValue[]) => Row[]

/** A query that may be done elsewhere. */
export type DistantQuery<Row> = (...parameters: SQLInputValue[]) => Row[] | Promise<Row[]>

/** Prepares queries; that their rows have the shape is for the caller to see to. */
export type PrepareQuery = <Row>(sql: string) => DistantQuery<Row>

/** Prepares a query; that its rows have the shape is for the caller to see to. */
export function prepareQuery<Row>(database: DatabaseSync, sql: string): Query<Row> {
  const statement = database.prepare(sql)
  return (...parameters) => statement.all(...parameters) as unknown as Row[]
}

/** A record kept as JSON. */
export interface RecordRow {
  record: string
}

/** The records in rows. */
export function readRecords<Item>(rows: RecordRow[]): Item[] {
  return rows.map((row) => JSON.parse(row.record))
}

/** What reports group by, as one text. */
export function writeSourceGroup({ channel, source, medium, campaign }: SourceGroup): string {
  return JSON.stringify([channel, source, medium, campaign])
}

/** The opposite of {@link writeSourceGroup}. */
export function readSourceGroup(text: string): SourceGroup {
  const [channel, source, medium, campaign] = JSON.parse(text)
  return { channel, source, medium, campaign }
}
