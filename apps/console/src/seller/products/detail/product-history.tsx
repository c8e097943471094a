import type { HistoryEntry } from '@loggia/protocol/console'
import { Timeline, timeText, useLanguage, useZone } from '@loggia/ui'
import type { IconName, TimelineEntry, TimelineTone } from '@loggia/ui'
import { CardSkeleton, Loaded } from '../../../centre/parts/loaded.tsx'
import { Card } from '../../../centre/parts/page.tsx'
import { ownProductTexts } from '../texts.ts'

type Asked = Parameters<typeof Loaded<{ readonly items: readonly HistoryEntry[] }>>[0]['of']

/** Everything that happened to a product, newest first. */
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

const looks: Readonly<Record<string, readonly [TimelineTone, IconName]>> = {
  listed: ['ok', 'check'],
  changed: ['ok', 'check'],
  returned: ['ok', 'play'],
  rejected: ['bad', 'x'],
  change_rejected: ['bad', 'x'],
  delisting_rejected: ['bad', 'x'],
  suspended: ['warn', 'pause'],
  certificate_expiring: ['warn', 'clock'],
  certificate_expired: ['warn', 'alert'],
  delisted: ['plain', 'minus'],
  added: ['plain', 'plus'],
  edited: ['plain', 'edit'],
  access_bound: ['plain', 'link'],
  review_opened: ['plain', 'eye'],
}

function useTeller(): (entry: HistoryEntry) => TimelineEntry {
  const texts = ownProductTexts.use().history
  const language = useLanguage()
  const zone = useZone()
  const happened: Readonly<Record<string, string>> = texts.happened
  return ({ sequence, at, kind, actor, data }) => {
    const name = kind.replace(/^product\./, '')
    const [tone, icon] = looks[name] ?? (['plain', 'flag'] as const)
    const said = [
      typeof data['reason'] === 'string' ? texts.reason(data['reason']) : undefined,
      typeof data['until'] === 'string'
        ? texts.until(timeText(data['until'], { language, zone }))
        : undefined,
      actor.name === undefined ? undefined : texts.by(actor.name),
    ].filter((line) => line !== undefined)
    return {
      key: String(sequence),
      at,
      tone,
      icon,
      title: happened[name] ?? texts.other,
      body: said.map((line) => (
        <p key={line} className="written">
          {line}
        </p>
      )),
    }
  }
}
