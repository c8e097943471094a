import type { FactKindOn, HistoryEntry } from '@loggia/protocol/console'
import { defineOptional, readMembers, string, time } from '@loggia/protocol/console/members'
import { Timeline, formatTime, useLanguage, useZone } from '@loggia/ui'
import type { TimelineEntry } from '@loggia/ui'
import { accessLooks, accessTitles } from '../../../centre/facts/access.ts'
import { productLooks, productTitles } from '../../../centre/facts/catalog.ts'
import { licenseLooks, licenseTitles } from '../../../centre/facts/licenses.tsx'
import { monitoringLooks, monitoringTitles, useDecisionTitle } from '../../../centre/facts/monitoring.ts'
import type { Look } from '../../../centre/facts/teller.tsx'
import { templateLooks, templateTitles } from '../../../centre/facts/templates.ts'
import { CardSkeleton, Loaded } from '../../../centre/parts/loaded.tsx'
import { Card } from '../../../centre/parts/page.tsx'
import { ownProductTexts } from '../texts.ts'

type Asked = Parameters<typeof Loaded<{ readonly items: readonly HistoryEntry[] }>>[0]['of']

/** The history of a product, newest first. */
export function ProductHistory({ of }: { readonly of: Asked }) {
  const texts = ownProductTexts.use().history
  return (
    <Loaded of={of} skeleton={<CardSkeleton rows={6} />}>
      {({ items }) => (
        <Card id="history" title={texts.title}>
          <Entries of={items} label={texts.label} />
        </Card>
      )}
    </Loaded>
  )
}

function Entries({ of, label }: { readonly of: readonly HistoryEntry[]; readonly label: string }) {
  const tell = useTeller()
  return <Timeline entries={of.toReversed().map(tell)} label={label} />
}

type ProductKind = FactKindOn<'prd'>
const looks: Readonly<Record<ProductKind, Look>> = {
  ...productLooks,
  ...accessLooks,
  ...templateLooks,
  ...licenseLooks,
  ...monitoringLooks,
}
const knownLooks: Readonly<Record<string, Look | undefined>> = looks
/** What any fact may have in addition to its name. */
const said = { reason: defineOptional(string), until: defineOptional(time), file: defineOptional(string) }

function useTeller(): (entry: HistoryEntry) => TimelineEntry {
  const texts = ownProductTexts.use().history
  const language = useLanguage()
  const zone = useZone()
  const titles: Readonly<Record<ProductKind, string>> = {
    ...productTitles.use(),
    ...accessTitles.use(),
    ...templateTitles.use(),
    ...licenseTitles.use(),
    ...monitoringTitles.use(),
  }
  const knownTitles: Readonly<Record<string, string | undefined>> = titles
  const sayDecision = useDecisionTitle()
  return ({ sequence, at, kind, actor, data }) => {
    const [tone, icon] = knownLooks[kind] ?? (['plain', 'flag'] as const)
    const { reason, until, file } = readMembers(said, data) ?? {}
    const lines = [
      file,
      reason === undefined ? undefined : texts.reason(reason),
      until === undefined ? undefined : texts.until(formatTime(until, { language, zone })),
      actor.name === undefined ? undefined : texts.by(actor.name),
    ].filter((line) => line !== undefined)
    return {
      key: String(sequence),
      at,
      tone,
      icon,
      title: sayDecision({ kind, data }) ?? knownTitles[kind] ?? texts.other,
      body: lines.map((line) => (
        <p key={line} className="written">
          {line}
        </p>
      )),
    }
  }
}
