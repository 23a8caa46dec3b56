import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, it } from 'vitest'
import { type ImportOffice, startImportOffice } from './import-routes.test.office.ts'

let office: ImportOffice
beforeEach(() => {
  office = startImportOffice()
})

describe('imported leads', () => {
  it('get their traits; the answer says how each column was read', async () => {
    const file = 'E-Mail;Full Name;Company;Budget;Notes\nAda@Acme.example;Ada L;"Acme; Inc.";€20k;likes tea\n'
    const report = await office.importLeads(file)
    expect(report).toMatchObject({ separator: ';', encoding: 'utf-8', rows: 1, created: 1, failed: 0 })
    expect(report.columns.map(({ column, as, guessed }) => [column, as, guessed])).toEqual([
      ['E-Mail', 'email', true],
      ['Full Name', 'name', true],
      ['Company', 'company', true],
      ['Budget', 'budget', true],
      ['Notes', null, true],
    ])
    const { lead } = await office.exported('email:ada@acme.example')
    expect(lead.traits).toEqual({
      email: 'ada@acme.example',
      name: 'Ada L',
      company: 'Acme; Inc.',
      budget: 20_000,
    })
  })

  it.each([
    ['English', 'Email address,First name,Last name,Phone number,Company name,Job title,Website'],
    ['Hindi', 'ईमेल,पहला नाम,उपनाम,फोन नंबर,कंपनी का नाम,पद,वेबसाइट'],
    ['Bengali', 'ইমেইল,প্রথম নাম,পদবি,মোবাইল নম্বর,প্রতিষ্ঠানের নাম,পেশা,ওয়েবসাইট'],
    ['Spanish', 'Correo electrónico,Nombre de pila,Apellidos,Teléfono,Empresa,Cargo,Sitio web'],
    ['German', 'E-Mail-Adresse,Vorname,Nachname,Telefonnummer,Firma,Berufsbezeichnung,Webseite'],
    ['French', 'Courriel,Prénom,Nom de famille,Téléphone,Entreprise,Fonction,Site web'],
    ['Portuguese', 'Correio eletrônico,Primeiro nome,Sobrenome,Telefone,Empresa,Função,Página da web'],
  ])('may have column names in %s', async (_, header) => {
    const report = await office.importLeads(
      `${header}\na@x.example,Ada,L,+49 170 1,Acme,CTO,https://acme.example\n`,
    )
    expect(report.columns.map(({ as }) => as)).toEqual([
      'email',
      'firstName',
      'lastName',
      'phone',
      'company',
      'title',
      'website',
    ])
  })

  it('may name the owner of a lead', async () => {
    const file = 'Email,Contact owner\na@x.example,Priya\nb@x.example,\n'
    expect(await office.importLeads(file)).toMatchObject({ created: 2 })
    const ownerOf = async (name: string) => (await office.exported(`email:${name}`)).lead.owner
    expect([await ownerOf('a@x.example'), await ownerOf('b@x.example')]).toEqual(['Priya', null])
    expect(await office.importLeads(file)).toMatchObject({ created: 0, updated: 0, unchanged: 2 })
    expect(await office.importLeads('Email,Owner\na@x.example,Tom\n')).toMatchObject({ updated: 1 })
    expect(await ownerOf('a@x.example')).toBe('Tom')
    expect(await office.importLeads(file)).toMatchObject({ updated: 1, unchanged: 1 })
    expect(await ownerOf('a@x.example')).toBe('Priya')
  })

  it('are read by a given mapping of columns', async () => {
    const file = 'Contact: main,Employees,Zip,Name\na@x.example,50,00123,Ada\n'
    const told = ['Contact: main:email', 'Employees:employees', 'Zip:zip', 'Name:-']
    const query = `?${new URLSearchParams(told.map((entry) => ['map', entry]))}`
    const report = await office.importLeads(file, query)
    expect(report.columns.map(({ as, guessed }) => [as, guessed])).toEqual([
      ['email', false],
      ['employees', false],
      ['zip', false],
      [null, false],
    ])
    const { lead } = await office.exported('email:a@x.example')
    expect(lead.traits).toEqual({ email: 'a@x.example', employees: 50, zip: '00123' })
  })

  it('are updated by new values, and unchanged by the same file again', async () => {
    const file = 'email,company\na@x.example,Acme\nb@x.example,Bolt\n'
    expect(await office.importLeads(file)).toMatchObject({ created: 2, updated: 0, unchanged: 0 })
    expect(await office.importLeads(file)).toMatchObject({ created: 0, updated: 0, unchanged: 2 })
    const other = 'email,company\na@x.example,Apex\nb@x.example,Bolt\n'
    expect(await office.importLeads(other)).toMatchObject({ updated: 1, unchanged: 1 })
    expect((await office.exported('email:a@x.example')).lead.traits.company).toBe('Apex')
    expect(await office.importLeads(file)).toMatchObject({ updated: 1, unchanged: 1 })
    expect((await office.exported('email:a@x.example')).lead.traits.company).toBe('Acme')
  })

  it('are not changed by a dry run, which returns the same counts', async () => {
    const file = 'email,outcome\na@x.example,won\nnobody,\n'
    const dry = await office.importLeads(file, '?dryRun=true')
    expect(dry).toMatchObject({ dryRun: true, created: 1, failed: 1, outcomes: 1 })
    expect((await office.ask('/api/leads')).body.data).toEqual([])
    expect(await office.importLeads(file)).toEqual({ ...dry, dryRun: false })
  })

  it('are stored although other lines are invalid; each of those is kept with its number and reason', async () => {
    const lines = [
      'email,created at,outcome',
      'a@x.example,,',
      'no address,,',
      '"b@x.example" x,,',
      'c@x.example,yesterday,',
      'd@x.example,,maybe',
      ',2026-01-02,',
      'e@x.example,,,too,many',
      'f@x.example,2026-01-02,lost',
      // As spreadsheets write cells that were emptied.
      ',,',
      ' ,,,,',
    ]
    const report = await office.importLeads(`${lines.join('\n')}\n`, '?name=crm.csv')
    expect(report).toMatchObject({ rows: 8, created: 2, failed: 6 })
    expect(report.errors.map(({ line, reason }) => [line, reason.slice(0, 30)])).toEqual([
      [3, '"no address" is not an e-mail '],
      [4, 'text follows a closing quotati'],
      [5, '"yesterday" is not a date: wri'],
      [6, '"maybe" is not an outcome: wri'],
      [7, 'neither e-mail address nor use'],
      [8, '5 values for 3 columns: is one'],
    ])
    const kept = await office.rejected()
    expect(kept).toHaveLength(6)
    expect(kept.map(({ reason }) => reason)).toContainEqual(
      expect.stringMatching(/^crm\.csv, line 3: "no address" is not an e-mail address/),
    )
  })

  it('are merged when a file has them twice; the last value counts, in one part of the file or in several', async () => {
    const many = Array.from({ length: 1_200 }, (_, index) => `lead${index}@x.example,Firm`)
    const file = ['email,company', 'a@x.example,First', 'A@X.example,Second', ...many, 'a@x.example,Third']
    const report = await office.importLeads(file.join('\n'))
    expect(report).toMatchObject({ rows: 1_203, created: 1_201, repeated: 1, updated: 1 })
    expect((await office.exported('email:a@x.example')).lead.traits.company).toBe('Third')
  })

  it('may have a user id, which is linked with the e-mail address', async () => {
    await office.importLeads('user id,email,company\nu1,a@x.example,Acme\n')
    const { lead } = await office.exported('user:u1')
    expect(lead).toMatchObject({ userId: 'u1', email: 'a@x.example' })
    const again = await office.importLeads('email,title\na@x.example,CTO\n')
    expect(again).toMatchObject({ created: 0, updated: 1 })
    expect((await office.exported('user:u1')).lead.traits).toMatchObject({ company: 'Acme', title: 'CTO' })
  })

  it('are not one person where a database has no user id', async () => {
    await office.importLeads('user id,email\nNULL,a@x.example\nNULL,b@x.example\n')
    const emails = ['a@x.example', 'b@x.example']
    const leads = await Promise.all(emails.map((email) => office.exported(`email:${email}`)))
    expect(leads.map(({ lead }) => [lead.userId, lead.email])).toEqual(emails.map((email) => [null, email]))
  })

  it('get ids and owners without characters that PostgreSQL refuses', async () => {
    await office.importLeads('user id,owner,company\nu\0,Eve\0,Acme\0\n')
    const { lead } = await office.exported('user:u\ufffd')
    expect(lead).toMatchObject({ userId: 'u\ufffd', owner: 'Eve\ufffd', traits: { company: 'Acme\ufffd' } })
  })

  it('have their creation dates, and the outcomes recorded later', async () => {
    await office.importLeads(
      'email,created,outcome,outcome at\na@x.example,2025-03-01,Closed Won,2025-03-01\n',
    )
    const { events } = await office.exported('email:a@x.example')
    expect(events.map(({ name, at, properties }) => [name, at, properties])).toEqual([
      ['identify', '2025-03-01T00:00:00.000Z', {}],
      ['Outcome Recorded', '2025-03-01T00:00:00.001Z', { outcome: 'won' }],
    ])
    expect(events.every(({ context }) => context.imported === true)).toBe(true)
  })

  it('are not dated by a number of days', async () => {
    const report = await office.importLeads('email,created\na@x.example,45000\nb@x.example,1795176000\n')
    expect(report.errors).toEqual([{ line: 2, reason: expect.stringMatching(/^"45000" is not a date/) }])
    expect((await office.exported('email:b@x.example')).lead.firstSeen).toBe('2026-11-20T12:00:00.000Z')
  })

  it('do not come back after an erasure when the old file is imported again', async () => {
    const file = 'email,company\na@x.example,Acme\n'
    await office.importLeads(file)
    const headers = { authorization: 'Bearer sk' }
    await office.collector.fetch(
      new Request('https://leads.example/api/leads/email:a@x.example', { method: 'DELETE', headers }),
    )
    office.wait(3_600_000)
    expect(await office.importLeads(file)).toMatchObject({ created: 0, notTaken: 1 })
    expect((await office.ask('/api/leads')).body.data).toEqual([])
  })

  it('may be in other encodings, and compressed', async () => {
    const file = 'email\tcompany\nä@x.example\tMüller\n'
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${file}`, 'utf16le'))
    expect(await office.importLeads(utf16)).toMatchObject({
      encoding: 'utf-16le',
      separator: '\t',
      created: 1,
    })
    const zipped = new Uint8Array(gzipSync('email\nz@x.example\n'))
    expect(await office.importLeads(zipped)).toMatchObject({ created: 1 })
  })

  it.each([
    ['', 'empty_file', /^The file is empty/],
    ['name,company\nAda,Acme\n', 'invalid_columns', /^No column was recognized as e-mail addresses/],
    ['ada@x.example,Ada\n', 'invalid_columns', /^The first line contains an e-mail address/],
    ['"email,name\nx', 'invalid_columns', /^The first line: a quotation mark is never closed/],
  ])('need a first line with the names of the columns: %j', async (file, code, message) => {
    const { status, body } = await office.ask('/api/leads/import', file)
    expect([status, body.error.code]).toEqual([400, code])
    expect(body.error.message).toMatch(message)
  })

  it.each([
    ['?map=Emial:email', /There is no column "Emial": the columns are "email"/],
    ['?map=email', /is not like Column:trait/],
    ['?dry=true', /dry/],
    ['?dryRun=1', /dryRun/],
  ])('are refused with an invalid query: %s', async (query, message) => {
    const { status, body } = await office.ask(`/api/leads/import${query}`, 'email\na@x.example\n')
    expect(status).toBe(400)
    expect(body.error.message).toMatch(message)
  })

  it('need the secret key', async () => {
    expect((await office.ask('/api/leads/import', 'email\na@x.example\n', 'wk')).status).toBe(401)
    expect((await office.ask('/api/events/import', '{}', 'wk')).status).toBe(401)
  })
})
