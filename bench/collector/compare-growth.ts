import { giveMemory, makePostgresSides, openPostgres } from './grown-postgres.ts'
import type { OpenSide } from './grown-side.ts'
import { makeSqliteSides } from './grown-sqlite.ts'
import { type Growth, measureGrowth } from './growth.ts'

/** Measures growth to `leads` leads on SQLite, in a folder with room for 8 KB of each. */
export async function compareOnSqlite(folder: string, leads: number, rounds: number): Promise<Growth[]> {
  const openSides = await makeSqliteSides(folder, leads)
  return await compare(openSides(), rounds)
}

/**
 * Measures growth to `leads` leads on PostgreSQL, the server's CPU time included: as it is installed, and with so much memory
 * of its own that all leads are in it.
 */
export async function compareOnPostgres(
  leads: number,
  rounds: number,
): Promise<Record<'asInstalled' | 'inMemory', Growth[]>> {
  const servers = await makePostgresSides(leads)
  const open = () => Promise.all(servers.map(openPostgres))
  try {
    const asInstalled = await compare(await open(), rounds)
    for (const server of servers) await giveMemory(server)
    return { asInstalled, inMemory: await compare(await open(), rounds) }
  } finally {
    for (const server of servers) await server.stop()
  }
}

async function compare(sides: OpenSide[], rounds: number): Promise<Growth[]> {
  const [few, many] = sides
  if (few === undefined || many === undefined) throw new Error('Growth takes two sides')
  try {
    return await measureGrowth(few, many, rounds)
  } finally {
    for (const side of sides) await side.close()
  }
}
