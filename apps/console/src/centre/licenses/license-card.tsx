import type { License, Supervision } from '@loggia/protocol/console'
import { CopyText, EmptyArch, Time, formatCount } from '@loggia/ui'
import { useId } from 'react'
import { useRead } from '../api.ts'
import type { Area } from '../frame.ts'
import { CardSkeleton, Loaded } from '../parts/loaded.tsx'
import { Card, Fact } from '../parts/page.tsx'
import { DevicesCard } from './devices-card.tsx'
import { LicenseActs, useOpening } from './license-acts.tsx'
import type { Opening } from './license-acts.tsx'
import { LicenseState } from './license-state.tsx'
import { OwedAct } from './owed-act.tsx'
import { OpenedText } from './opened-text.tsx'
import { licenseTexts } from './texts.ts'
import './licenses.css'

const refreshMs = 10_000
type OfArea = { readonly area: Area; readonly of: License }
type Standing = { readonly barred: string | undefined; readonly isPaused: boolean | undefined }

/** R76, R242: the license of a service: masked until its buyer or its seller asks for it, never opened for operators. */
export function LicenseCard({
  area,
  serviceId,
  barred,
  isPaused,
  beside,
}: {
  readonly area: Area
  readonly serviceId: string
  /** R116: why its service is frozen for a violation. */
  readonly barred?: string | undefined
  /** Whether a refund request or an appeal is open, if the page knows that. */
  readonly isPaused?: boolean
  /** The delivery that the page shows; it says itself that the license is awaited. */
  readonly beside?: Supervision
}) {
  const key: 'GET /api/buyer/subscriptions/:subscriptionId/license' =
    `GET /api/${area}/subscriptions/:subscriptionId/license` as never
  const asked = useRead(
    key,
    { params: { subscriptionId: serviceId } },
    { refetchInterval: (of) => (of && isUnderWay(of) ? refreshMs : false) },
  )
  // Before the payment, and after a purchase that came to nothing, there is none.
  return (
    <Loaded of={asked} skeleton={<CardSkeleton rows={4} />} missing={null}>
      {(data) =>
        beside && area === 'buyer' && data.state === 'waiting' ? null : (
          <>
            <OneLicense
              area={area}
              of={{ ...data, frozen: data.frozen || barred !== undefined }}
              barred={barred}
              isPaused={isPaused}
              beside={beside}
            />
            {data.quota && data.state !== 'waiting' && (
              <DevicesCard area={area} of={data} quota={data.quota} />
            )}
          </>
        )
      }
    </Loaded>
  )
}

const isUnderWay = ({ state, applications }: License): boolean =>
  state === 'waiting' || state === 'issued' || applications.some((one) => one.state === 'asked')

function OneLicense({
  area,
  of,
  beside,
  ...standing
}: OfArea & Standing & { readonly beside: Supervision | undefined }) {
  const texts = licenseTexts.use()
  const opening = useOpening(area, of)
  return (
    <Card id={useId()} title={texts.titles[of.way]} beside={<LicenseState of={of} />} bare>
      {of.state === 'waiting' && area === 'buyer' ? (
        <EmptyArch {...texts.waiting[of.way]} />
      ) : (
        <>
          <Content area={area} of={of} opening={opening} />
          <Notes area={area} of={of} isOpened={opening.text !== undefined} {...standing} />
          {standing.barred === undefined && <LicenseActs area={area} of={of} opening={opening} />}
          {area === 'seller' && beside && <OwedAct of={of} beside={beside} />}
        </>
      )}
    </Card>
  )
}

function Content({ area, of, opening }: OfArea & { readonly opening: Opening }) {
  const texts = licenseTexts.use().facts
  const kind = of.way === 'code' ? 'code' : 'license'
  return (
    <dl className="ins">
      {(of.isText || of.file || of.applications.length === 0) && (
        <Fact name={of.file ? texts.file : texts[kind]}>
          <Secret of={of} opening={opening} label={texts[kind]} />
        </Fact>
      )}
      {of.identification !== undefined && (
        <Fact name={texts.identification}>
          <span className="wire-id">
            <CopyText value={of.identification} label={texts.identification} />
          </span>
        </Fact>
      )}
      {of.reference !== undefined && of.way !== 'code' && area !== 'buyer' && (
        <Fact name={texts.reference}>
          <CopyText value={of.reference} label={texts.reference} />
        </Fact>
      )}
      <Moments of={of} kind={kind} />
    </dl>
  )
}

/** The code, text or file, or that it is masked. */
function Secret(props: { readonly of: License; readonly opening: Opening; readonly label: string }) {
  const { of, opening, label } = props
  if (of.file) return <span>{of.file.name}</span>
  if (opening.text !== undefined)
    return <OpenedText text={opening.text} label={label} onHide={opening.hide} />
  return <span className="mono">{of.masked ?? (of.isText ? '••••••••••••' : '–')}</span>
}

function Moments({ of, kind }: { readonly of: License; readonly kind: 'code' | 'license' }) {
  const texts = licenseTexts.use().facts
  const moments = [
    [texts.issuedAt, of.issuedAt],
    [texts.collectedAt[kind], of.collectedAt],
    [texts.activatedAt, of.activatedAt],
    [texts.begunAt, of.begunAt],
    [texts.checkedAt, of.checkedAt],
    [texts.expiresAt, of.expiresAt],
    [texts.endedAt, of.endedAt],
  ] as const
  return (
    <>
      {of.collectedBy !== undefined && <Fact name={texts.collectedBy[kind]}>{of.collectedBy}</Fact>}
      {moments.map(
        ([name, at]) =>
          at && (
            <Fact key={name} name={name}>
              <Time at={at} />
            </Fact>
          ),
      )}
      {of.usage.length > 0 && <Usage of={of.usage} />}
    </>
  )
}

const mostDays = 7

/** What the software reported on the last days. */
function Usage({ of }: { readonly of: License['usage'] }) {
  const texts = licenseTexts.use().facts
  return (
    <Fact name={texts.usage}>
      <ul className="plain-list num">
        {of.slice(0, mostDays).map(({ day, active }) => (
          <li key={day}>{texts.usageOf(day, formatCount(active), active)}</li>
        ))}
      </ul>
    </Fact>
  )
}

/** What the state means, and what the reader does next. */
function Notes({ area, of, isOpened, barred, isPaused }: OfArea & Standing & { readonly isOpened: boolean }) {
  const texts = licenseTexts.use()
  const isCode = of.way === 'code'
  const isEnded = of.state === 'ended'
  const isBarred = barred !== undefined && !isEnded
  const mayNotCollect = isPaused ?? (!of.frozen && !of.acts.includes('collect'))
  const sentences = [
    of.state === 'waiting' && texts.waitingOther[of.way],
    isEnded && texts.ended[of.way],
    isBarred && texts.barred(barred),
    // A renewal does not lift a freeze for a violation.
    of.frozen && !isEnded && (isCode || !isBarred) && texts.frozenNote[of.way],
    area === 'buyer' && isCode && of.state === 'issued' && mayNotCollect && texts.paused,
    area === 'buyer' && isCode && of.state === 'collected' && !of.frozen && texts.collect.next,
    area === 'operator' && !isEnded && texts.masked,
    area !== 'operator' && isOpened && texts.open.note,
  ].filter((sentence) => sentence !== false)
  if (sentences.length === 0) return null
  return (
    <div className="card__body stack">
      {sentences.map((sentence) => (
        <p className="t13 dim" key={sentence}>
          {sentence}
        </p>
      ))}
    </div>
  )
}
