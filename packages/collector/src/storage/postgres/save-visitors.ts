import type { VisitorChange } from '../port.ts'
import type { Session } from './session.ts'

/** Saves visitors with their visits and links; see `Transaction.saveVisitors`. */
export async function saveVisitors(session: Session, changes: VisitorChange[]): Promise<void> {
  if (changes.length === 0) return
  await session.query(
    `INSERT INTO visitors (id, record) SELECT * FROM unnest($1::text[], $2::text[])
     ON CONFLICT (id) DO UPDATE SET record = excluded.record`,
    changes.map(({ visitor }) => visitor.id),
    changes.map(({ visitor }) => JSON.stringify(visitor)),
  )
  await removeVisits(session, changes)
  await addVisits(session, changes)
  await addLinks(session, changes)
}

async function removeVisits(session: Session, changes: VisitorChange[]): Promise<void> {
  const gone = changes.flatMap(({ visitor, replaces }) => replaces.map((at) => ({ at, visitor: visitor.id })))
  if (gone.length === 0) return
  await session.query(
    `DELETE FROM visits USING unnest($1::bigint[], $2::text[]) AS gone (at, visitor)
     WHERE visits.at = gone.at AND visits.visitor = gone.visitor`,
    gone.map(({ at }) => at),
    gone.map(({ visitor }) => visitor),
  )
}

async function addVisits(session: Session, changes: VisitorChange[]): Promise<void> {
  const begun = changes.flatMap(({ visitor, visits }) => visits.map((visit) => ({ id: visitor.id, visit })))
  if (begun.length === 0) return
  await session.query(
    `INSERT INTO visits (at, visitor, number, channel, source, medium, campaign)
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::text[])`,
    begun.map(({ visit }) => visit.start.at),
    begun.map(({ id }) => id),
    begun.map(({ visit }) => visit.number),
    begun.map(({ visit }) => visit.source.channel),
    begun.map(({ visit }) => visit.source.source),
    begun.map(({ visit }) => visit.source.medium),
    begun.map(({ visit }) => visit.source.campaign),
  )
}

async function addLinks(session: Session, changes: VisitorChange[]): Promise<void> {
  const links = changes.flatMap(({ visitor, linked }) => linked.map((person) => ({ person, id: visitor.id })))
  if (links.length === 0) return
  await session.query(
    `INSERT INTO links (person, visitor) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING`,
    links.map(({ person }) => person),
    links.map(({ id }) => id),
  )
}
