import type { ProofKind, RouteReply } from '@loggia/protocol/console'
import { Time, formatCount } from '@loggia/ui'
import { useCallback, useEffect, useState } from 'react'
import { Part } from '../account/part.tsx'
import { useApi } from '../frame.tsx'
import { FactorPanel } from './factor-panel.tsx'
import type { Panel } from './factor-panel.tsx'
import { PasskeyRow } from './passkey-row.tsx'
import { factorTexts } from './texts.ts'

export type Factors = RouteReply<'GET /api/profile/factors'>

/** The methods with which the member can prove a second factor. */
const listMethods = ({ totp, passkeys, recoveryCodesLeft, canUsePasskeys }: Factors): ProofKind[] => [
  ...(totp ? (['totp'] as const) : []),
  ...(passkeys.length > 0 && canUsePasskeys ? (['passkey'] as const) : []),
  ...(recoveryCodesLeft > 0 ? (['recovery'] as const) : []),
]

/** The member's second factors. `onAdded` is called once a factor was added and its recovery codes were saved. */
export function FactorsPart({ onAdded }: { readonly onAdded?: (() => void) | undefined }) {
  const texts = factorTexts.use()
  const api = useApi()
  const [factors, setFactors] = useState<Factors>()
  const [isUnread, setUnread] = useState(false)
  const [panel, setPanel] = useState<Panel>()
  const [done, setDone] = useState<string>()
  const load = useCallback(
    () =>
      api
        .request('GET /api/profile/factors', {})
        .then(setFactors)
        .catch(() => setUnread(true)),
    [api],
  )
  useEffect(() => void load(), [load])
  const finish = async (text: string, isAdded: boolean) => {
    setPanel(undefined)
    setDone(text)
    await load()
    if (isAdded) onAdded?.()
  }
  const open = (next: Panel) => {
    setDone(undefined)
    setPanel(next)
  }
  return (
    <Part title={texts.title}>
      <p className="t13 dim">{texts.lead}</p>
      {isUnread && (
        <p className="note note--bad" role="alert">
          {texts.unread}
        </p>
      )}
      {!factors && !isUnread && <p className="dim">{texts.loading}</p>}
      {factors && panel && (
        <FactorPanel
          panel={panel}
          methods={listMethods(factors)}
          onDone={(text, isAdded) => void finish(text, isAdded)}
          onCancel={() => setPanel(undefined)}
        />
      )}
      {factors && !panel && <Rows of={factors} onOpen={open} onRenamed={() => void load()} />}
      <output className="t13 dim">{done}</output>
    </Part>
  )
}

type RowsProps = {
  readonly of: Factors
  readonly onOpen: (panel: Panel) => void
  readonly onRenamed: () => void
}

function Rows({ of, onOpen, onRenamed }: RowsProps) {
  const texts = factorTexts.use()
  return (
    <>
      {of.isRequired && <p className="t13 dim">{texts.required}</p>}
      <ul className="account__rows">
        <AppRow of={of} onOpen={onOpen} />
        <li>
          <span>{texts.passkeys}</span>
          <span className="t13 dim">{of.canUsePasskeys ? texts.passkeysHint : texts.noSite}</span>
          {of.canUsePasskeys && (
            <button
              type="button"
              className="btn"
              aria-label={texts.addPasskey}
              onClick={() => onOpen({ kind: 'passkey' })}
            >
              {texts.add}
            </button>
          )}
        </li>
        {of.passkeys.map((passkey) => (
          <PasskeyRow
            key={passkey.id}
            of={passkey}
            onRenamed={onRenamed}
            onRemove={() => onOpen({ kind: 'remove-passkey', passkey })}
          />
        ))}
        {(of.totp || of.passkeys.length > 0) && (
          <li>
            <span>
              {texts.codes} <span className="tag">{texts.codesLeft(formatCount(of.recoveryCodesLeft))}</span>
            </span>
            <span className="t13 dim">{texts.codesHint}</span>
            <button type="button" className="btn" onClick={() => onOpen({ kind: 'codes' })}>
              {texts.newCodes}
            </button>
          </li>
        )}
      </ul>
    </>
  )
}

function AppRow({ of, onOpen }: Pick<RowsProps, 'of' | 'onOpen'>) {
  const texts = factorTexts.use()
  return (
    <li>
      <span>{texts.app}</span>
      <span className="t13 dim">
        {of.totp ? (
          <>
            {texts.appSince} <Time at={of.totp.addedAt} />
          </>
        ) : (
          texts.appHint
        )}
      </span>
      {of.totp ? (
        <button
          type="button"
          className="btn"
          aria-label={texts.removeOf(texts.app)}
          onClick={() => onOpen({ kind: 'remove-totp' })}
        >
          {texts.remove}
        </button>
      ) : (
        <button
          type="button"
          className="btn"
          aria-label={texts.confirmTitles.totp}
          onClick={() => onOpen({ kind: 'totp' })}
        >
          {texts.setUp}
        </button>
      )}
    </li>
  )
}
