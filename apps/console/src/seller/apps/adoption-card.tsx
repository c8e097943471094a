import type { AppCredential, SellersConnectedApp } from '@loggia/protocol/console'
import { Button, Icon, formatCount, useText, useToast } from '@loggia/ui'
import { useId, useState } from 'react'
import { omitUndefined } from '@loggia/kernel'
import { useChange, useList } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { NoRows } from '../../centre/parts/no-rows.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { useAppColumns } from './connected-apps.tsx'
import { staleCredentials } from './stale.ts'
import { credentialTexts } from './texts.ts'

type Props = { readonly of: AppCredential; readonly mayWrite: boolean }

/** The connected apps that use an earlier version, of which some or all take over the new one. */
export function AdoptionCard({ of, mayWrite }: Props) {
  const all = credentialTexts.use()
  const texts = all.adoption
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = useState<'some' | 'all'>()
  const apps = useList('GET /api/seller/connected-apps', { appCredentialId: of.id, notAdopted: 'true' })
  const columns = useAppColumns().filter(({ key }) => key !== 'order')
  const pick = usePickColumn(chosen, setChosen)
  // Another page or the seller's colleague may have applied the version to some of them.
  const ids = (apps.items ?? []).map(({ id }) => id).filter((id) => chosen.has(id))
  return (
    <Card
      id={useId()}
      title={texts.title}
      beside={
        <span className="t13 faint">{all.earlierCount(formatCount(of.notAdopted), of.notAdopted)}</span>
      }
      end={
        mayWrite && (
          <Button
            size="small"
            variant={of.test.asks ? 'outlined' : 'primary'}
            onClick={() => setAsked('all')}
          >
            {texts.all(formatCount(of.notAdopted), of.notAdopted)}
          </Button>
        )
      }
      bare
    >
      <div className="card__body">
        <p className="t13 dim">{texts.text(formatCount(of.version))}</p>
      </div>
      {mayWrite && ids.length > 0 && (
        <div className="selbar">
          <b role="status">{texts.selected(formatCount(ids.length), ids.length)}</b>
          <span className="grow" />
          <Button size="small" onClick={() => setAsked('some')}>
            {texts.some}
          </Button>
        </div>
      )}
      <Listing
        of={apps}
        columns={mayWrite ? [pick, ...columns] : columns}
        rowKey={({ id }) => id}
        framed={false}
        empty={<NoRows level={3} empty={all.apps.empty} />}
      />
      {asked && (
        <AdoptDialog of={of} ids={asked === 'some' ? ids : undefined} onClose={() => setAsked(undefined)} />
      )}
    </Card>
  )
}

function usePickColumn(
  chosen: ReadonlySet<string>,
  setChosen: (to: ReadonlySet<string>) => void,
): Column<SellersConnectedApp> {
  const texts = credentialTexts.use().adoption
  const text = useText()
  return {
    key: 'pick',
    title: texts.pick,
    render: ({ id, customer, service }) => (
      <label className="check">
        <input
          type="checkbox"
          checked={chosen.has(id)}
          aria-label={texts.select(`${text(customer)} ${service?.orderNumber ?? ''}`.trim())}
          onChange={({ target }) => {
            const others = [...chosen].filter((one) => one !== id)
            setChosen(new Set(target.checked ? [...others, id] : others))
          }}
        />
      </label>
    ),
  }
}

type DialogProps = {
  readonly of: AppCredential
  /** All of them if absent. */
  readonly ids: readonly string[] | undefined
  onClose(): void
}

function AdoptDialog({ of, ids, onClose }: DialogProps) {
  const texts = credentialTexts.use().adoption.dialog
  const toast = useToast()
  // What the seller has seen; the page may show another version meanwhile.
  const [seen] = useState({ version: of.version, loginUrl: of.loginUrl, count: ids?.length ?? of.notAdopted })
  const adopt = useChange('POST /api/seller/app-credentials/:appCredentialId/adoption', staleCredentials)
  const onAct = () =>
    adopt.mutate(
      {
        params: { appCredentialId: of.id },
        body: omitUndefined({ version: seen.version, connectedAppIds: ids && [...ids] }),
      },
      {
        onSuccess: ({ adopted }) => {
          toast.success(texts.done(formatCount(adopted), adopted))
          onClose()
        },
      },
    )
  return (
    <DecisionDialog
      texts={{ ...texts, title: texts.title(formatCount(seen.count), seen.count) }}
      act={texts.act}
      change={adopt}
      onClose={onClose}
      onAct={onAct}
    >
      <dl className="lines t13">
        <div>
          <dt>{texts.loginUrl}</dt>
          <dd className="mono">{seen.loginUrl}</dd>
        </div>
        <div>
          <dt>{texts.key}</dt>
          <dd>{texts.keyOf}</dd>
        </div>
      </dl>
      <p className="t13 dim">{texts.note}</p>
      {!of.test.confirmed && (
        <div className="note note--warn">
          <Icon name="alert" />
          <p>{texts.untested}</p>
        </div>
      )}
    </DecisionDialog>
  )
}
