import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listRuleEngines } from '../../embedded/index.ts'
import { createApp, openSignOn, readCallback } from '../testing/sign-on.ts'
import type { OpenedSignOn } from '../testing/sign-on.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const migration = join(import.meta.dirname, '../../migrations/0069-sign-on-of-test-accounts.sql')

/** Turns the tables into those of before test accounts. */
const backwards = `
  drop index sign_on_session_test;
  drop index sign_on_test;
  alter table sign_on drop constraint sign_on_person, alter column person_id set not null;
  alter table sign_on_step drop constraint sign_on_step_ticket, add constraint sign_on_step_check
    check ((ticket_digest is null) = (person_id is null) and (ticket_digest is null) = (session_id is null));
  ${['sign_on_key', 'sign_on_session', 'sign_on_step', 'sign_on']
    .map(
      (table) => `alter table ${table} rename column tenant_key to enterprise_id;
        alter table ${table} add constraint ${table}_enterprise_id_fkey foreign key (enterprise_id) references enterprise (id);`,
    )
    .join('\n')}`

describe.each(listRuleEngines(postgresUrl))('sign-ons of before test accounts, on %s', (engine) => {
  let it: OpenedSignOn
  beforeAll(async () => {
    it = await openSignOn({ engine, postgresUrl })
  })
  afterAll(() => it.close())

  test('they go on: keys, sessions, sign-ons that wait, codes and tokens', async () => {
    const of = await it.begin()
    const app = createApp(of.app)
    const browser = await it.signIn(of.lin.email)
    const signOn = async (): Promise<string> =>
      readCallback((await browser.follow(app.formatStart())).location)['code'] ?? ''
    const tokens = (await app.exchange(await signOn())).body
    const code = await signOn()
    const waiting = await browser.open(app.formatStart({ prompt: 'login' }))
    // A step with its ticket, and one without.
    const other = await it.signIn(of.lin.email)
    const ticket = await other.open((await other.open(app.formatStart())).location)
    const readKeys = async (): Promise<unknown> => (await fetch(`${of.app.issuer}/jwks`)).json()
    const keys = await readKeys()

    const { db } = it.world.platform
    await db.script(backwards)
    await db.script(await readFile(migration, 'utf8'))

    expect(await app.readUser(tokens.access_token)).toMatchObject({ status: 200, body: { name: '林知遥' } })
    expect(await app.refresh(tokens.refresh_token)).toMatchObject({ status: 200 })
    expect(await app.exchange(code)).toMatchObject({ status: 200 })
    expect((await browser.follow(app.formatStart())).trail).toEqual([])
    expect((await browser.open(waiting.location)).location).toContain('/sign-in?next=')
    expect((await other.follow(ticket.location)).location).toContain('code=')
    expect(await readKeys()).toEqual(keys)
  })
})
