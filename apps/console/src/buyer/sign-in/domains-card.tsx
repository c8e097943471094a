import type { EmailDomain } from '@loggia/protocol/console'
import { Button, CopyText, State, Time, useToast } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { Refusal } from '../../centre/parts/dialog.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { AddDomainDialog, RemoveDomainDialog } from './domain-dialogs.tsx'
import { staleSignIn } from './stale.ts'
import { domainTexts } from './texts.ts'
import '../directory/directory.css'
import './domains.css'

const stateKinds = { waiting: 'warn', verified: 'ok', missed: 'bad' } as const

type Props = { readonly enterpriseId: string; readonly domains: readonly EmailDomain[] }

/** The domains whose emails are of a company, with the records that prove it. */
export function DomainsCard({ enterpriseId, domains }: Props) {
  const texts = domainTexts.use()
  const [isAdding, setAdding] = useState(false)
  return (
    <Card
      id={useId()}
      title={texts.title}
      end={
        <Button size="small" onClick={() => setAdding(true)}>
          {texts.add}
        </Button>
      }
      bare
    >
      <p className="card__body t13 dim">{texts.lead}</p>
      {domains.length === 0 ? (
        <p className="card__foot t13 dim">{texts.none}</p>
      ) : (
        <Domains enterpriseId={enterpriseId} domains={domains} />
      )}
      {isAdding && <AddDomainDialog enterpriseId={enterpriseId} onClose={() => setAdding(false)} />}
    </Card>
  )
}

function Domains({ enterpriseId, domains }: Props) {
  const texts = domainTexts.use()
  const toast = useToast()
  const [removing, setRemoving] = useState<EmailDomain>()
  const check = useChange(
    'POST /api/buyer/enterprises/:enterpriseId/email-domains/:domain/check',
    staleSignIn,
  )
  const onCheck = (domain: string) =>
    check.mutate({ params: { enterpriseId, domain } }, { onSuccess: () => toast.success(texts.checked) })
  return (
    <div className="scroll-x dir__tokens">
      <table className="table rows rows--two domains" aria-label={texts.title}>
        <thead>
          <tr>
            <th scope="col">{texts.columns.domain}</th>
            <th scope="col">{texts.columns.record}</th>
            <th scope="col">{texts.columns.state}</th>
            <th scope="col" className="n">
              {texts.columns.acts}
            </th>
          </tr>
        </thead>
        <tbody>
          {domains.map((domain) => (
            <Row
              key={domain.domain}
              of={domain}
              isBusy={check.isPending}
              onCheck={() => onCheck(domain.domain)}
              onRemove={() => setRemoving(domain)}
            />
          ))}
        </tbody>
      </table>
      <Refusal error={check.error} />
      {removing && (
        <RemoveDomainDialog
          enterpriseId={enterpriseId}
          domain={removing.domain}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </div>
  )
}

function Row(props: {
  readonly of: EmailDomain
  readonly isBusy: boolean
  onCheck(): void
  onRemove(): void
}) {
  const texts = domainTexts.use()
  const { domain, state, record, lostAt } = props.of
  return (
    <tr>
      <td className="rows__head">
        <b className="strong">{domain}</b>
      </td>
      <td className="rows__below domains__record">
        <div className="stack">
          <CopyText value={record.name} label={texts.recordName} />
          <CopyText value={record.value} label={texts.recordValue} />
        </div>
      </td>
      <td data-label={texts.columns.state}>
        <div>
          <State kind={stateKinds[state]}>{texts.states[state]}</State>
          {lostAt !== undefined && (
            <p className="t12 dim">
              {texts.lostAt} <Time at={lostAt} />
            </p>
          )}
        </div>
      </td>
      <td className="rows__beside n">
        <div className="acts">
          {state !== 'verified' && (
            <button
              className="link"
              type="button"
              disabled={props.isBusy}
              aria-label={texts.checkOf(domain)}
              onClick={props.onCheck}
            >
              {props.isBusy ? texts.checking : texts.check}
            </button>
          )}
          <button className="link" type="button" aria-label={texts.removeOf(domain)} onClick={props.onRemove}>
            {texts.remove}
          </button>
        </div>
      </td>
    </tr>
  )
}
