import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { SourceGroup } from '../port.ts'

/** A prepared query with rows of a known type. */
export type Query<Row> = (...parameters: SQLInputValue[]) => Row[]

/** A query that may run in another thread. */
export type AsyncQuery<Row> = (...parameters: SQLInputValue[]) => Row[] | Promise<Row[]>

/** Prepares queries; the caller is responsible for the type of their rows. */
export type PrepareQuery = <Row>(sql: string) => AsyncQuery<Row>

/** Prepares a query; the caller is responsible for the type of its rows. */
export function prepareQuery<Row>(database: DatabaseSync, sql: string): Query<Row> {
  const statement = database.prepare(sql)
  return (...parameters) => statement.all(...parameters) as unknown as Row[]
}

/** A list passed as one parameter: a JSON array. */
export const LISTED = '(SELECT value FROM json_each(?))'

/** A row with a record as JSON. */
export interface RecordRow {
  record: string
}

/** Parses the records of rows. */
export function readRecords<Item>(rows: RecordRow[]): Item[] {
  return rows.map((row) => JSON.parse(row.record))
}

/** The source group of a lead's first visit as one text. */
export function writeSourceGroup({ channel, source, medium, campaign }: SourceGroup): string {
  return JSON.stringify([channel, source, medium, campaign])
}

/** The inverse of {@link writeSourceGroup}. */
export function readSourceGroup(text: string): SourceGroup {
  const [channel, source, medium, campaign] = JSON.parse(text)
  return { channel, source, medium, campaign }
}
