import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { fromDays } from '@loggia/kernel'
import type { Id, WallInstant } from '@loggia/kernel'
import { listRuleEngines, openWorld } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { openMailWorld } from '../../mail/testing/mail-world.ts'
import type { MailWorld } from '../../mail/testing/mail-world.ts'
import type { MemberActor } from '../../platform/index.ts'
import { openDirectory } from '../testing/directories.ts'
import type { OpenedDirectory } from '../testing/directories.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const unusable = { code: 'directory.invitation_unusable' }

describe.each(listRuleEngines(postgresUrl))('invitations to link an account, on %s', (engine) => {
  let world: World
  let it: OpenedDirectory
  let member: MemberActor
  let lin: Id<'per'>
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  beforeEach(async () => {
    vi.restoreAllMocks()
    await world.reset()
    it = await openDirectory(world)
    lin = await it.person('lin', { email: 'Lin@Example.com' })
    member = await world.given.buyer()
  })
  afterAll(() => world.close())

  const directory = () => world.market.directory
  const of = (personId: Id<'per'>) => ({ enterpriseId: it.id, personId })
  /** Gives the token, which an administrator sees if no emails are sent. */
  const invite = async (personId = lin, email?: string): Promise<string> => {
    const { path = '' } = await directory().invite({ actor: it.actor }, of(personId), {
      email,
      language: 'en-US',
    })
    return path.split('#')[1] ?? ''
  }
  const accept = (token: string, actor = member) => directory().acceptInvitation(actor, token)
  const act = (act: 'disable' | 'leave', ids: Id<'per'>[]) =>
    directory().actOnPeople({ actor: it.actor }, it.id, { act: { act }, of: { ids } })

  test('whoever accepts it is linked with the entry, and finds the company among their own', async () => {
    const token = await invite()
    expect(await directory().getInvitation(member, token)).toMatchObject({
      enterprise: { id: it.id },
      person: { id: lin },
    })

    const entry = await accept(token)

    expect(entry).toMatchObject({
      enterprise: { id: it.id },
      person: { userName: 'lin' },
      department: '澄澜',
    })
    expect(await it.readPerson(lin)).toMatchObject({ memberId: member.memberId })
    expect(await directory().listOwnEntries(member)).toMatchObject([{ person: { id: lin } }])
    const shown = await directory().getPersonOf(it.actor, of(lin))
    expect(shown.member?.name).toBe(member.name)
    expect((await it.kinds()).slice(-2)).toEqual(['person.invited', 'person.linked'])
  })

  test('it is used once, by whoever has the newest link, until it expires or is revoked', async () => {
    const first = await invite()
    const second = await invite()
    await expect(accept(first)).rejects.toMatchObject(unusable)
    await accept(second)
    await expect(accept(second, await world.given.buyer())).rejects.toMatchObject(unusable)

    const wang = await it.person('wang')
    const third = await invite(wang, 'wang@example.com')
    await directory().revokeInvitation({ actor: it.actor }, of(wang))
    await expect(accept(third)).rejects.toMatchObject(unusable)
    await expect(directory().revokeInvitation({ actor: it.actor }, of(wang))).rejects.toMatchObject({
      code: 'directory.invitation_missing',
    })

    const fourth = await invite(wang, 'wang@example.com')
    const later = (world.platform.wall.now() + fromDays(7)) as WallInstant
    vi.spyOn(world.platform.wall, 'now').mockReturnValue(later)
    await expect(accept(fourth)).rejects.toMatchObject(unusable)
  })

  test('accepting it once more changes nothing, until the link is ended', async () => {
    const token = await invite()
    const [first, second] = await Promise.all([accept(token), accept(token)])

    expect(second).toEqual(first)
    expect(await directory().getInvitation(member, token)).toMatchObject({ person: { id: lin } })
    await expect(directory().getInvitation(await world.given.buyer(), token)).rejects.toMatchObject(unusable)
    expect(await directory().getPersonOf(it.actor, of(lin))).not.toHaveProperty('invitation')
    await expect(directory().revokeInvitation({ actor: it.actor }, of(lin))).rejects.toMatchObject({
      code: 'directory.invitation_missing',
    })
    await directory().unlinkAccount({ actor: it.actor }, of(lin))
    await expect(accept(token)).rejects.toMatchObject(unusable)
    expect((await it.kinds()).filter((kind) => kind === 'person.linked')).toHaveLength(1)
  })

  test('nobody accepts one of a suspended buyer, nor is told why', async () => {
    const token = await invite()
    await world.market.parties.suspend(
      await world.given.operator(),
      { kind: 'buyer', id: it.enterprise.buyerId },
      { reason: '核实资料' },
    )

    await expect(accept(token)).rejects.toMatchObject({ code: 'directory.invitation_on_hold', details: {} })
    expect(await directory().listOwnEntries(member)).toEqual([])
  })

  test('one person has one account, and an account at most one entry in a company', async () => {
    await accept(await invite())
    const wang = await it.person('wang')

    await expect(invite()).rejects.toMatchObject({ code: 'directory.person_linked' })
    await expect(accept(await invite(wang, 'w@example.com'))).rejects.toMatchObject({
      code: 'directory.member_has_entry',
    })
    const other = await openDirectory(world)
    const there = await other.person('lin')
    const { path = '' } = await directory().invite(
      { actor: other.actor },
      { enterpriseId: other.id, personId: there },
      { email: 'x@example.com', language: 'en-US' },
    )
    await accept(path.split('#')[1] ?? '')
    expect(await directory().listOwnEntries(member)).toHaveLength(2)
  })

  test('of two that accept at once, one is linked', async () => {
    const token = await invite()
    const others = [member, await world.given.buyer(), await world.given.seller()]

    const results = await Promise.allSettled(others.map((actor) => accept(token, actor)))

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of results) if (one.status === 'rejected') expect(one.reason).toMatchObject(unusable)
  })

  test('leaving ends it and the link, and leaves the account alone; being disabled ends neither', async () => {
    const wang = await it.person('wang')
    const open = await invite(wang, 'w@example.com')
    await accept(await invite())

    await act('disable', [lin, wang])
    expect(await directory().listOwnEntries(member)).toMatchObject([{ person: { state: 'disabled' } }])
    await act('leave', [lin, wang])

    expect(await directory().listOwnEntries(member)).toEqual([])
    await expect(accept(open)).rejects.toMatchObject(unusable)
    await expect(invite()).rejects.toMatchObject({ code: 'directory.person_left' })
  })

  test('an administrator ends a link that was a mistake', async () => {
    await accept(await invite())

    await directory().unlinkAccount({ actor: it.actor }, of(lin))

    expect(await directory().listOwnEntries(member)).toEqual([])
    await expect(directory().unlinkAccount({ actor: it.actor }, of(lin))).rejects.toMatchObject({
      code: 'directory.person_not_linked',
    })
    await accept(await invite(), await world.given.buyer())
  })

  test('somebody without an email is invited to one that is given', async () => {
    const wang = await it.person('wang')

    await expect(invite(wang)).rejects.toMatchObject({ code: 'directory.invitation_email_missing' })
    const { email } = await directory().invite({ actor: it.actor }, of(lin), { language: 'en-US' })
    expect(email).toBe('lin@example.com')
  })
})

describe.each(listRuleEngines(postgresUrl))('letters of invitations, on %s', (engine) => {
  let open: MailWorld
  let it: OpenedDirectory
  let lin: Id<'per'>
  beforeAll(async () => {
    open = await openMailWorld({ engine, postgresUrl })
    it = await openDirectory(open.world)
    lin = await it.person('lin')
  })
  beforeEach(() => open.server.clear())
  afterAll(() => open.close())

  const directory = () => open.world.market.directory
  const invite = (email: string) =>
    directory().invite(
      { actor: it.actor },
      { enterpriseId: it.id, personId: lin },
      { email, language: 'zh-CN' },
    )

  test('the link goes by email and is shown to nobody else', async () => {
    expect(await invite('lin@example.com')).not.toHaveProperty('path')
    await open.sendAll()

    expect(open.server.received.map(({ to, subject }) => [to, subject])).toEqual([
      ['lin@example.com', 'directory_invitation zh-CN'],
    ])
    const link = open.findLink('lin@example.com')
    expect(link?.pathname).toBe('/directory/join')
    const member = await open.world.given.buyer()
    await directory().acceptInvitation(member, open.readToken('lin@example.com'))
    await directory().unlinkAccount({ actor: it.actor }, { enterpriseId: it.id, personId: lin })
  })

  test('an invitation that was revoked before it was sent is not sent', async () => {
    await invite('lin@example.com')
    await directory().revokeInvitation({ actor: it.actor }, { enterpriseId: it.id, personId: lin })
    await open.sendAll()

    expect(open.server.received).toEqual([])
  })

  test('an address is asked three times a day at most', async () => {
    for (let nth = 0; nth < 3; nth += 1) await invite('often@example.com')

    await expect(invite('often@example.com')).rejects.toMatchObject({ code: 'directory.invitations_limited' })
  })

  test('an invitation that is refused uses up no try of its address', async () => {
    const stranger = await open.world.given.buyer()
    const former = await it.person('former')
    await directory().actOnPeople({ actor: it.actor }, it.id, {
      act: { act: 'leave' },
      of: { ids: [former] },
    })
    const asked = { email: 'spared@example.com', language: 'zh-CN' as const }
    for (let nth = 0; nth < 3; nth += 1) {
      const of = { enterpriseId: it.id, personId: lin }
      await expect(directory().invite({ actor: stranger }, of, asked)).rejects.toMatchObject({
        code: 'directory.enterprise_unknown',
      })
      await expect(
        directory().invite({ actor: it.actor }, { ...of, personId: former }, asked),
      ).rejects.toMatchObject({ code: 'directory.person_left' })
    }

    expect(await invite('spared@example.com')).toMatchObject({ email: 'spared@example.com' })
  })
})
