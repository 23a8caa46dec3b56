import type { VisitorChange } from '../port.ts'
import { bigints, integers, texts } from './arrays.ts'
import type { Session } from './session.ts'

/** Saves visitors with their visits and links; see `Transaction.saveVisitors`. */
export function saveVisitors(session: Session, changes: VisitorChange[]): void {
  if (changes.length === 0) return
  session.send(
    `INSERT INTO visitors (id, record) SELECT * FROM unnest($1::text[], $2::text[])
     ON CONFLICT (id) DO UPDATE SET record = excluded.record`,
    texts(changes.map(({ visitor }) => visitor.id)),
    texts(changes.map(({ visitor }) => JSON.stringify(visitor))),
  )
  removeVisits(session, changes)
  addVisits(session, changes)
  addLinks(session, changes)
}

function removeVisits(session: Session, changes: VisitorChange[]): void {
  const gone = changes.flatMap(({ visitor, replaces }) => replaces.map((at) => ({ at, visitor: visitor.id })))
  if (gone.length === 0) return
  session.send(
    `DELETE FROM visits USING unnest($1::bigint[], $2::text[]) AS gone (at, visitor)
     WHERE visits.at = gone.at AND visits.visitor = gone.visitor`,
    bigints(gone.map(({ at }) => at)),
    texts(gone.map(({ visitor }) => visitor)),
  )
}

function addVisits(session: Session, changes: VisitorChange[]): void {
  const begun = changes.flatMap(({ visitor, visits }) => visits.map((visit) => ({ id: visitor.id, visit })))
  if (begun.length === 0) return
  session.send(
    `INSERT INTO visits (at, visitor, number, channel, source, medium, campaign)
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::text[])`,
    bigints(begun.map(({ visit }) => visit.start.at)),
    texts(begun.map(({ id }) => id)),
    integers(begun.map(({ visit }) => visit.number)),
    texts(begun.map(({ visit }) => visit.source.channel)),
    texts(begun.map(({ visit }) => visit.source.source)),
    texts(begun.map(({ visit }) => visit.source.medium)),
    texts(begun.map(({ visit }) => visit.source.campaign)),
  )
}

function addLinks(session: Session, changes: VisitorChange[]): void {
  const links = changes.flatMap(({ visitor, linked }) => linked.map((person) => ({ person, id: visitor.id })))
  if (links.length === 0) return
  session.send(
    `INSERT INTO links (person, visitor) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING`,
    texts(links.map(({ person }) => person)),
    texts(links.map(({ id }) => id)),
  )
}
