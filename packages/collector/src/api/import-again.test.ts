import { beforeEach, describe, expect, it } from 'vitest'
import { type ImportOffice, startImportOffice } from './import-routes.test.office.ts'

let office: ImportOffice
beforeEach(() => {
  office = startImportOffice()
})

describe('leads that are imported again', () => {
  it('stay as they are when their list comes back as CSV', async () => {
    const traits = {
      email: 'a@x.example',
      company: { name: 'Acme' },
      address: { city: 'Pune' },
      age: 5,
      budget: '10k',
    }
    await office.importEvents([{ type: 'identify', userId: 'u', traits, timestamp: '2026-11-01T10:00:00Z' }])
    const { lead } = await office.exported('user:u')
    const headers = { authorization: 'Bearer sk' }
    const file = await office.collector.fetch(new Request('https://leads.example/api/leads.csv', { headers }))
    expect(await office.importLeads(await file.text())).toMatchObject({ updated: 0, unchanged: 1 })
    expect((await office.exported('user:u')).lead).toMatchObject({
      traits: lead.traits,
      lastSeen: lead.lastSeen,
    })
    // What is new is taken beside it.
    const changed = 'User ID,Company,Age\nu,"{""name"":""Acme""}",6\n'
    expect(await office.importLeads(changed)).toMatchObject({ updated: 1 })
    expect((await office.exported('user:u')).lead.traits).toMatchObject({
      company: { name: 'Acme' },
      age: '6',
    })
  })

  it('may change to and fro', async () => {
    const companyOf = async () => (await office.exported('email:a@x.example')).lead.traits.company
    for (const company of ['Acme', 'Bolt', 'Acme', 'Bolt', 'Acme']) {
      const file = `Email,Company\na@x.example,${company}\n`
      await office.importLeads(file)
      expect(await companyOf()).toBe(company)
      expect(await office.importLeads(file)).toMatchObject({ updated: 0, unchanged: 1 })
    }
  })
})
