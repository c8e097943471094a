import { isDeepStrictEqual } from 'node:util'
import { omitUndefined } from '@loggia/kernel'
import type { Id, Language } from '@loggia/kernel'
import { profileSchema, sitesSchema } from '@loggia/protocol/console'
import type { Media } from '../media/index.ts'
import { toMediaPath } from '../media/index.ts'
import { requireOperator } from '../parties/index.ts'
import { listSettings, lockName, pickSetting, record, runInTx, saveSetting } from '../platform/index.ts'
import type { Db, MemberActor, Platform, Setting, Tx } from '../platform/index.ts'
import { siteProblems } from './problems.ts'
import { decideOffer, requireAccent, requireSites } from './rules.ts'
import { siteSubject } from './schema.ts'
import type { SiteList, SiteOffer, SiteProfile, ThisSite } from './schema.ts'
import * as store from './store.ts'

export type Sites = ReturnType<typeof createSites>

/** What is known about the reader of a page. */
export type PageReader = {
  readonly memberId?: Id<'mbr'> | undefined
  /** Of the account, else of the browser. */
  readonly country?: string | undefined
  readonly language?: Language | undefined
  /** The codes of the sites that a guest dismissed. */
  readonly dismissed: readonly string[]
}

const profileSetting: Setting<SiteProfile> = { name: 'siteProfile', schema: profileSchema }
const sitesSetting: Setting<SiteList> = { name: 'sites', schema: sitesSchema }

/** The marketplace's own name, contact, accent colour and logo, and the other sites that belong to it (R9). */
export function createSites(platform: Platform & { readonly media: Media }) {
  const { db, clock, media } = platform
  let latest: SiteProfile = {}

  /** Read for each page and each email, so that a change is everywhere at once. */
  async function getSite(from: Db = db): Promise<ThisSite> {
    const kept = await listSettings(from)
    return {
      profile: pickSetting(kept, profileSetting) ?? {},
      sites: pickSetting(kept, sitesSetting) ?? { sites: [] },
    }
  }

  /** The profile, and the site that is offered to the reader of a page instead of this one (R9). */
  async function readForPage(
    reader: PageReader,
  ): Promise<{ readonly profile: SiteProfile; readonly offer?: SiteOffer | undefined }> {
    const { profile, sites } = await getSite()
    latest = profile
    const offer = decideOffer(sites, reader)
    if (!offer || reader.memberId === undefined) return { profile, offer }
    const isDismissed = (await store.listDismissed(db, reader.memberId)).includes(offer.code)
    return isDismissed ? { profile } : { profile, offer }
  }

  /** R9: this site is offered to the member no more; a code that no site has is ignored. */
  async function dismissOffer(actor: MemberActor, code: string): Promise<void> {
    await runInTx(platform, { actor }, async (tx) => {
      const { sites } = await getSite(tx)
      if (!sites.sites.some((site) => site.code === code)) return
      await store.insertDismissal(tx, { memberId: actor.memberId, site: code, at: clock.now() })
    })
  }

  /** What is set, while nobody else sets it: each part is read and saved with the others. */
  async function lockSite(tx: Tx): Promise<ThisSite> {
    await lockName(tx, 'sites')
    return getSite(tx)
  }

  async function saveProfile(tx: Tx, from: SiteProfile, to: SiteProfile): Promise<void> {
    if (JSON.stringify(from) === JSON.stringify(to)) return
    await saveSetting(tx, profileSetting, { value: to, clock })
    await record(tx, 'site.profile_changed', { subject: siteSubject, data: { from, to } })
  }

  /** Replaces name, contact and accent; the logo stays. Throws `sites.accent_too_light`. */
  const setProfile = (
    actor: MemberActor,
    { name, contact, accent }: Omit<SiteProfile, 'logo'>,
  ): Promise<ThisSite> =>
    runInTx(platform, { actor }, async (tx) => {
      requireOperator(actor)
      const { profile } = await lockSite(tx)
      const next = omitUndefined({
        name,
        contact,
        accent: accent === undefined ? undefined : requireAccent(accent),
        logo: profile.logo,
      })
      await saveProfile(tx, profile, next)
      return getSite(tx)
    })

  /** Stores a logo, or removes it, and then deletes the former one. Throws the problems of *media*. */
  async function setLogo(actor: MemberActor, bytes: Uint8Array | undefined): Promise<ThisSite> {
    requireOperator(actor)
    const prepared = bytes && (await media.prepare('logo', bytes))
    const logo = prepared && toMediaPath(prepared.files[0].name)
    return runInTx(platform, { actor }, async (tx) => {
      const { profile } = await lockSite(tx)
      const { logo: former, ...rest } = profile
      await saveProfile(tx, profile, omitUndefined({ ...rest, logo }))
      if (former !== undefined) tx.afterCommit(() => void media.discardPath(former))
      return getSite(tx)
    })
  }

  /**
   * Replaces the list of sites; `former` is the list that was changed. Throws `sites.url_invalid`, `code_repeated`,
   * `country_unknown`, `current_unknown`, `list_changed`.
   */
  const setSites = (actor: MemberActor, to: SiteList, former?: SiteList): Promise<ThisSite> =>
    runInTx(platform, { actor }, async (tx) => {
      requireOperator(actor)
      requireSites(to)
      const { sites: from } = await lockSite(tx)
      if (former && !isDeepStrictEqual(former, from)) throw siteProblems.list_changed()
      if (!isDeepStrictEqual(from, to)) {
        await saveSetting(tx, sitesSetting, { value: to, clock })
        await record(tx, 'site.sites_changed', { subject: siteSubject, data: { from, to } })
      }
      return getSite(tx)
    })

  return {
    getProfile: async (): Promise<SiteProfile> => (await getSite()).profile,
    /** What this node read last: for pages that say that something has failed. */
    recallProfile: (): SiteProfile => latest,
    readForPage,
    dismissOffer,
    /** Everything, for operators. */
    async getForOperator(actor: MemberActor): Promise<ThisSite> {
      requireOperator(actor)
      return getSite()
    },
    setProfile,
    setLogo,
    setSites,
  }
}
