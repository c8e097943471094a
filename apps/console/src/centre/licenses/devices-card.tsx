import { mostFingerprint } from '@loggia/protocol/console/licenses/kinds'
import type { License, LicenseApplication } from '@loggia/protocol/console'
import { Button, CopyText, State, Time, formatCount, useToast } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange } from '../api.ts'
import type { Area } from '../frame.ts'
import { DecisionDialog, Refusal } from '../parts/dialog.tsx'
import { TextArea } from '../parts/fields.tsx'
import { Card } from '../parts/page.tsx'
import { useMayAsk } from '../rights/rights.ts'
import { OpenedText } from './opened-text.tsx'
import { staleLicenses } from './stale.ts'
import { licenseTexts } from './texts.ts'

type OfArea = { readonly area: Area; readonly of: License }

/** The devices of an online license, each with its own, and how many more there may be. */
export function DevicesCard({ area, of, quota }: OfArea & { readonly quota: NonNullable<License['quota']> }) {
  const texts = licenseTexts.use().devices
  const mayAsk = useMayAsk('POST /api/buyer/licenses/:licenseId/applications', 'purchase')
  const [isAsking, setAsking] = useState(false)
  const isFull = quota.used >= quota.most
  const mayApply = area === 'buyer' && mayAsk && of.acts.includes('apply')
  return (
    <Card
      id={useId()}
      title={texts.title}
      beside={
        <span className="t13 faint num">{texts.quota(formatCount(quota.used), formatCount(quota.most))}</span>
      }
      end={mayApply && !isFull && <Button onClick={() => setAsking(true)}>{texts.act}</Button>}
      bare
    >
      {of.applications.length > 0 ? (
        <Devices area={area} licenseId={of.id} of={of.applications} />
      ) : (
        <p className="card__body t13 dim">{texts.none}</p>
      )}
      <p className="card__foot t12 faint">
        {isFull ? texts.full(formatCount(quota.most), quota.most) : texts.note}
      </p>
      {isAsking && <ApplyDialog licenseId={of.id} onClose={() => setAsking(false)} />}
    </Card>
  )
}

const kinds: Readonly<Record<LicenseApplication['state'], StateKind>> = {
  asked: 'run',
  delivered: 'ok',
  refused: 'bad',
  ended: 'end',
}

function Devices({
  area,
  licenseId,
  of,
}: {
  readonly area: Area
  readonly licenseId: string
  readonly of: readonly LicenseApplication[]
}) {
  const texts = licenseTexts.use().devices
  const { columns } = texts
  return (
    <div className="scroll-x">
      <table className="table rows">
        <thead>
          <tr>
            <th scope="col">{columns.device}</th>
            <th scope="col">{columns.state}</th>
            <th scope="col">{columns.asked}</th>
            <th scope="col">{columns.expires}</th>
            {area === 'buyer' && (
              <th scope="col" className="n">
                {columns.acts}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {of.map((one) => (
            <tr key={one.id}>
              <td className="rows__head" data-label={columns.device}>
                <span className="wire-id">
                  <CopyText value={one.fingerprint} />
                </span>
              </td>
              <td data-label={columns.state}>
                <State kind={kinds[one.state]}>{texts.states[one.state]}</State>
              </td>
              <td data-label={columns.asked}>
                <Time at={one.askedAt} />
              </td>
              <td data-label={columns.expires}>
                {one.expiresAt === undefined ? <span className="faint">–</span> : <Time at={one.expiresAt} />}
              </td>
              {area === 'buyer' && (
                <td className="n" data-label={columns.acts}>
                  <OpenDevice of={one} />
                  {one.mayApplyAgain && <ApplyAgain licenseId={licenseId} of={one} />}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function OpenDevice({ of }: { readonly of: LicenseApplication }) {
  const texts = licenseTexts.use()
  const mayOpen = useMayAsk('POST /api/buyer/license-applications/:licenseApplicationId/opening', 'purchase')
  const open = useChange('POST /api/buyer/license-applications/:licenseApplicationId/opening', staleLicenses)
  const nameOf = (act: string): string => texts.devices.actOf(act, of.fingerprint)
  if (of.file && of.state === 'delivered')
    return (
      <a className="link" href={of.file.path} download aria-label={nameOf(texts.open.download)}>
        {texts.open.download}
      </a>
    )
  if (open.data) return <OpenedText text={open.data.text} label={texts.facts.license} onHide={open.reset} />
  if (!of.isText || !mayOpen || of.state !== 'delivered') return <span className="faint">–</span>
  return (
    <>
      <button
        className="link"
        type="button"
        disabled={open.isPending}
        aria-label={nameOf(texts.open.license)}
        onClick={() => open.mutate({ params: { licenseApplicationId: of.id } })}
      >
        {open.isPending ? texts.open.busy : texts.open.license}
      </button>
      <Refusal error={open.error} />
    </>
  )
}

/** R112: the seller’s server did not issue it, or none for the new end; the device is known, so one step is enough. */
function ApplyAgain({ licenseId, of }: { readonly licenseId: string; readonly of: LicenseApplication }) {
  const texts = licenseTexts.use().devices
  const toast = useToast()
  const mayAsk = useMayAsk('POST /api/buyer/licenses/:licenseId/applications', 'purchase')
  const change = useChange('POST /api/buyer/licenses/:licenseId/applications', staleLicenses)
  if (!mayAsk) return null
  const apply = () =>
    change.mutate(
      { params: { licenseId }, body: { fingerprint: of.fingerprint } },
      { onSuccess: () => toast.success(texts.done) },
    )
  return (
    <>
      <button
        className="link"
        type="button"
        disabled={change.isPending}
        aria-label={texts.actOf(texts.again, of.fingerprint)}
        onClick={apply}
      >
        {change.isPending ? texts.busy : texts.again}
      </button>
      <Refusal error={change.error} />
    </>
  )
}

function ApplyDialog({ licenseId, onClose }: { readonly licenseId: string; onClose(): void }) {
  const texts = licenseTexts.use().devices
  const toast = useToast()
  const [fingerprint, write] = useState('')
  const [isChecked, setChecked] = useState(false)
  const given = fingerprint.trim()
  const change = useChange('POST /api/buyer/licenses/:licenseId/applications', staleLicenses)
  const send = () => {
    setChecked(true)
    if (given === '') return
    change.mutate(
      { params: { licenseId }, body: { fingerprint: given } },
      {
        onSuccess() {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  }
  return (
    <DecisionDialog
      texts={{ title: texts.ask, keep: texts.keep, busy: texts.busy }}
      act={texts.do}
      change={change}
      onClose={onClose}
      onAct={send}
    >
      <TextArea
        name="fingerprint"
        label={texts.fingerprint}
        hint={texts.fingerprintHint}
        error={isChecked && given === '' ? texts.fingerprintMissing : undefined}
        maxLength={mostFingerprint}
        spellCheck={false}
        value={fingerprint}
        onChange={(event) => write(event.target.value)}
      />
      <p className="t13 dim">{texts.note}</p>
    </DecisionDialog>
  )
}
