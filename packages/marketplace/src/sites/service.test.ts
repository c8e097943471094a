import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listWorldEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { makePng } from '../media/index.ts'
import { listHistory } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { siteSubject } from './schema.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const name = { zh: '晴川云商店', en: 'Qingchuan Marketplace' }
const sites = {
  current: 'cn',
  sites: [
    { code: 'cn', name, url: 'https://cn.example', countries: ['CN'], languages: ['zh-CN' as const] },
    { code: 'intl', name, url: 'https://intl.example', countries: ['DE'], languages: ['en-US' as const] },
  ],
}
const drawLogo = (width: number, height: number): Uint8Array =>
  makePng({ data: new Uint8ClampedArray(width * height * 4).fill(90), width, height })
const german = { country: 'DE', language: 'en-US', dismissed: [] } as const

describe.each(listWorldEngines(postgresUrl))('sites on %s', (engine) => {
  let world: World
  let operator: MemberActor
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  beforeEach(async () => {
    await world.reset()
    operator = await world.given.operator()
  })
  afterAll(() => world.close())

  const pageFor = (reader: Parameters<World['market']['sites']['readForPage']>[0] = german) =>
    world.market.sites.readForPage(reader)
  const kinds = async () =>
    (await listHistory(world.platform.db, siteSubject)).map(({ kind, data }) => [kind, data])

  test('nothing is set at first; what operators set is in the next page, and each change is on record', async () => {
    expect(await pageFor()).toEqual({ profile: {}, offer: undefined })

    await world.market.sites.setProfile(operator, { name, accent: '#7A1F4D' })
    await world.market.sites.setProfile(operator, { name, accent: '#7a1f4d' })

    const profile = { name, accent: '#7a1f4d' }
    expect((await pageFor()).profile).toEqual(profile)
    expect(world.market.sites.recallProfile()).toEqual(profile)
    expect(await kinds()).toEqual([['site.profile_changed', { from: {}, to: profile }]])
  })

  test('a profile that is left empty is Loggia’s again', async () => {
    await world.market.sites.setProfile(operator, { name, contact: { email: 'help@qingchuan.example' } })

    await world.market.sites.setProfile(operator, {})

    expect((await pageFor()).profile).toEqual({})
  })

  test('an accent that cannot be read changes nothing', async () => {
    const light = world.market.sites.setProfile(operator, { name, accent: '#ffd400' })

    await expect(light).rejects.toMatchObject({ code: 'sites.accent_too_light' })
    expect((await pageFor()).profile).toEqual({})
  })

  test('a logo is served under a name of its own, stays when the rest changes, and is deleted when it is replaced', async () => {
    const { sites: service, media } = world.market
    const read = async (path: string) => media.read(path.replace('/media/', ''))

    const first = (await service.setLogo(operator, drawLogo(120, 120))).profile.logo ?? ''
    await service.setProfile(operator, { name })
    expect((await pageFor()).profile).toEqual({ name, logo: first })
    expect(await read(first)).toBeDefined()
    const second = (await service.setLogo(operator, drawLogo(140, 140))).profile.logo ?? ''

    expect(second).not.toBe(first)
    await expect.poll(() => read(first)).toBeUndefined()
    expect(await read(second)).toBeDefined()
    expect((await service.setLogo(operator, undefined)).profile).toEqual({ name })
  })

  test('a name that is saved while a logo is stored does not bring the former logo back', async () => {
    const { sites: service, media } = world.market
    await service.setLogo(operator, drawLogo(120, 120))

    for (const size of [130, 140, 150, 160]) {
      const named = { zh: `云商店${size}`, en: `Marketplace ${size}` }
      const [stored] = await Promise.all([
        service.setLogo(operator, drawLogo(size, size)),
        ...[1, 2, 3].map((n) => service.setProfile(operator, { name: { ...named, en: `${named.en} ${n}` } })),
      ])
      const { profile } = await pageFor()

      expect(profile.logo).toBe(stored.profile.logo)
      expect(await media.read((profile.logo ?? '').replace('/media/', ''))).toBeDefined()
    }
  })

  test('a logo that is no square picture is refused', async () => {
    const wide = world.market.sites.setLogo(operator, drawLogo(160, 120))

    await expect(wide).rejects.toMatchObject({ code: 'media.not_square' })
  })

  test('R9: a guest is offered the site of their country, and no more the one that they dismissed', async () => {
    await world.market.sites.setSites(operator, sites)

    expect((await pageFor()).offer).toEqual({
      code: 'intl',
      name,
      url: 'https://intl.example',
      language: 'en-US',
    })
    expect((await pageFor({ ...german, dismissed: ['intl'] })).offer).toBeUndefined()
    expect((await pageFor({ ...german, country: 'CN' })).offer).toBeUndefined()
  })

  test('a list that was changed from an older one is refused, and the newer one stays', async () => {
    const { setSites, getForOperator } = world.market.sites
    const none = (await getForOperator(operator)).sites
    const first = { ...sites, sites: sites.sites.slice(0, 1) }
    await setSites(operator, first, none)

    await expect(setSites(operator, sites, none)).rejects.toMatchObject({ code: 'sites.list_changed' })
    expect((await getForOperator(operator)).sites).toEqual(first)
    expect((await setSites(operator, sites, first)).sites).toEqual(sites)
  })

  test('R9: what a member dismissed is remembered for the account, and for nobody else', async () => {
    const actor = await world.given.buyer()
    const other = await world.given.operator()
    await world.market.sites.setSites(operator, sites)

    await world.market.sites.dismissOffer(actor, 'intl')
    await world.market.sites.dismissOffer(actor, 'intl')
    await world.market.sites.dismissOffer(actor, 'nowhere')

    expect((await pageFor({ ...german, memberId: actor.memberId })).offer).toBeUndefined()
    expect((await pageFor({ ...german, memberId: other.memberId })).offer?.code).toBe('intl')
    const rows = await world.platform.db
      .withTables<{ site_dismissal: { site: string } }>()
      .selectFrom('site_dismissal')
      .select('site')
      .execute()
    expect(rows).toEqual([{ site: 'intl' }])
  })

  test('who is no operator changes nothing', async () => {
    const actor = await world.given.buyer()
    const tries = [
      () => world.market.sites.getForOperator(actor),
      () => world.market.sites.setProfile(actor, { name }),
      () => world.market.sites.setSites(actor, sites),
      () => world.market.sites.setLogo(actor, drawLogo(120, 120)),
    ]

    for (const attempt of tries)
      await expect(async () => attempt()).rejects.toMatchObject({ kind: 'forbidden' })
  })
})
