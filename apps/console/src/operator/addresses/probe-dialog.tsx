import type { AddressProbe, OperatorAddress } from '@loggia/protocol/console'
import { Time, formatCount } from '@loggia/ui'
import { probeTexts, proofTexts } from '../../centre/access/proof-texts.ts'
import { ProofOf } from '../../centre/access/proof-state.tsx'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { Fact } from '../../centre/parts/page.tsx'

/** What the newest probe of an endpoint saw, and a button to probe again. */
export function ProbeDialog({ of, onClose }: { readonly of: OperatorAddress; onClose(): void }) {
  const texts = probeTexts.use()
  const change = useChange('POST /api/operator/addresses/:addressId/probe', [
    'GET /api/operator/addresses',
    'GET /api/operator/overview',
  ])
  const shown = change.data ?? of
  const { probe } = shown
  return (
    <DecisionDialog
      texts={texts}
      act={probe ? texts.again : texts.probe}
      change={change}
      onClose={onClose}
      onAct={() => change.mutate({ params: { addressId: of.id } })}
    >
      <p className="mono wrap">{of.url}</p>
      <div>
        <ProofOf of={shown} />
      </div>
      <div aria-live="polite">{probe ? <Seen of={probe} /> : <p className="t13 dim">{texts.none}</p>}</div>
    </DecisionDialog>
  )
}

function Seen({ of }: { readonly of: AddressProbe }) {
  const texts = probeTexts.use()
  const { ways, faults } = proofTexts.use()
  const { addresses, tls, status, tries } = of
  return (
    <dl className="ins">
      <Fact name={texts.at}>
        <Time at={of.at} />
      </Fact>
      <Fact name={texts.duration}>{texts.ms(formatCount(of.durationMs))}</Fact>
      <Fact name={texts.addresses}>
        {addresses.length === 0 ? '–' : <span className="mono wrap">{addresses.join(' ')}</span>}
      </Fact>
      <Fact name={texts.tls}>{tls?.version ?? '–'}</Fact>
      <Fact name={texts.issuer}>{tls?.issuer ?? '–'}</Fact>
      <Fact name={texts.endsAt}>{tls?.endsAt === undefined ? '–' : <Time at={tls.endsAt} />}</Fact>
      <Fact name={texts.status}>{status ?? '–'}</Fact>
      {tries.map(({ way, fault }) => (
        <Fact key={way} name={ways[way]}>
          {fault === undefined ? texts.proved : faults[fault]}
        </Fact>
      ))}
    </dl>
  )
}
