import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openTestDatabase } from '../embedded/test-database.ts'

/** The tables of identity as they were before they kept what has ended. */
const backwards = `
  alter table member_identity drop column made_account, drop column used_at, alter column member_id set not null;
  alter table identity_session drop constraint identity_session_identity_fkey,
    add constraint identity_session_provider_id_subject_fkey
      foreign key (provider_id, subject) references member_identity (provider_id, subject) on delete cascade;
  alter table session drop column withheld_buyer_ids;
  alter table email_domain drop column checked_wall_at, drop column missed_wall_at;
  alter table person drop column email_digest;
  alter table identity_step drop column anew;
  alter table membership drop column joined;`

const at = `'2026-11-01T08:00:00Z'`
const quote = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ')
const addMember = (id: string): string =>
  `insert into member (id, email, name, password_hash, language, state, created_at)
   values (${quote([id, `${id}@cangye.example`, id, `scrypt$1024,8,1$salt-of-${id}$hash-of-${id}`, 'zh-CN', 'active'])}, ${at});`
const connect = (subject: string, id: string): string =>
  `insert into member_identity (provider_id, subject, member_id, created_at) values ('idp_1', '${subject}', '${id}', ${at});`
const record = (subject: string, kinds: readonly string[]): string =>
  kinds
    .map(
      (kind, index) =>
        `insert into history (subject, sequence, at, actor_kind, kind, data)
         values ('${subject}', ${index + 1}, ${at}, 'system', '${kind}', '{}');`,
    )
    .join('\n')

const rows = `
  insert into buyer (id, name_zh, name_en, created_at) values ('byr_1', '甲', 'A', ${at});
  insert into enterprise (id, buyer_id, tenant_id, tenant_code, name, state, created_at)
    values ('ent_1', 'byr_1', '${'0'.repeat(32)}', 'cangye', '沧野', 'active', ${at});
  insert into identity_provider (id, enterprise_id, issuer, client_id, client_secret_sealed, scopes, found_by, adds_people,
      enforced, enabled, set_up_by, created_at, changed_at)
    values ('idp_1', 'ent_1', 'https://idp.example', 'loggia', '', '{openid}', 'user_name', true, true, true, 'mbr_own',
      ${at}, ${at});
  insert into email_domain (enterprise_id, domain, token, verified_at) values ('ent_1', 'cangye.example', 'token', ${at});
  ${['mbr_made', 'mbr_chosen', 'mbr_own', 'mbr_ended'].map(addMember).join('\n')}
  ${connect('made', 'mbr_made')} ${connect('chosen', 'mbr_chosen')} ${connect('own', 'mbr_own')}
  ${record('mbr_made', ['member.added', 'member.identity_connected', 'member.signed_in'])}
  ${record('mbr_chosen', ['member.added', 'member.identity_connected', 'member.signed_in', 'member.password_chosen_by_link'])}
  ${record('mbr_own', ['member.added', 'member.signed_in', 'member.identity_connected'])}
  ${record('mbr_ended', ['member.added', 'member.identity_connected', 'member.identity_disconnected'])}
  insert into session (id, token_hash, member_id, created_wall_at, seen_wall_at, expires_wall_at, user_agent, method)
    values ('ses_1', 'hash', 'mbr_made', ${at}, ${at}, ${at}, '', 'company');
  insert into identity_session (session_id, provider_id, subject) values ('ses_1', 'idp_1', 'made');`

test('what was there before ends were kept stays, and accounts that a provider had made are known as such', async () => {
  const { db, close } = await openTestDatabase(process.env.LOGGIA_TEST_POSTGRES)
  const run = async (name: string) =>
    db.script(await readFile(join(import.meta.dirname, '../migrations', name), 'utf8'))
  const read = async (query: string) =>
    (await sql.raw<Record<string, unknown>>(query).execute(db.withTables<unknown>())).rows

  await db.script(backwards)
  await db.script(rows)
  await run('0059-identity-ends.sql')

  expect(
    await read('select subject, member_id, made_account, used_at from member_identity order by 1'),
  ).toEqual([
    { subject: 'chosen', member_id: 'mbr_chosen', made_account: false, used_at: null },
    { subject: 'made', member_id: 'mbr_made', made_account: false, used_at: null },
    { subject: 'own', member_id: 'mbr_own', made_account: false, used_at: null },
  ])
  expect(await read('select withheld_buyer_ids from session')).toEqual([{ withheld_buyer_ids: [] }])
  expect(await read('select session_id, subject from identity_session')).toHaveLength(1)
  expect(await read('select adds_people, enforced from identity_provider')).toEqual([
    { adds_people: false, enforced: true },
  ])
  expect(await read('select checked_wall_at, missed_wall_at from email_domain')).toEqual([
    { checked_wall_at: null, missed_wall_at: null },
  ])
  // A session whose identity goes has to be ended first.
  await expect(read(`delete from member_identity where subject = 'made'`)).rejects.toThrow('foreign key')

  await run('0070-identity-ends.sql')

  expect(await read('select subject, made_account from member_identity order by 1')).toEqual([
    { subject: 'chosen', made_account: false },
    { subject: 'made', made_account: true },
    { subject: 'own', made_account: false },
  ])
  expect(await read('select id, password_hash from member order by id')).toEqual([
    { id: 'mbr_chosen', password_hash: 'scrypt$1024,8,1$salt-of-mbr_chosen$hash-of-mbr_chosen' },
    { id: 'mbr_ended', password_hash: 'none$1024,8,1$salt-of-mbr_ended$hash-of-mbr_ended' },
    { id: 'mbr_made', password_hash: 'none$1024,8,1$salt-of-mbr_made$hash-of-mbr_made' },
    { id: 'mbr_own', password_hash: 'scrypt$1024,8,1$salt-of-mbr_own$hash-of-mbr_own' },
  ])
  await close()
})
