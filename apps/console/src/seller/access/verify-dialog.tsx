import { proofWays } from '@loggia/protocol/console/access/kinds'
import type { ProofWay } from '@loggia/protocol/console/access/kinds'
import type { SellerAddress } from '@loggia/protocol/console'
import { CopyText, Icon, Time, useToast } from '@loggia/ui'
import { useState } from 'react'
import { proofTexts, verifyTexts } from '../../centre/access/proof-texts.ts'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { SelectField } from '../../centre/parts/fields.tsx'

/** R259: what the seller publishes, and the button that looks for it. */
export function VerifyDialog({ of, onClose }: { readonly of: SellerAddress; onClose(): void }) {
  const texts = verifyTexts.use()
  const { ways } = proofTexts.use()
  const toast = useToast()
  const { recordName } = of.toPublish
  const [way, setWay] = useState<ProofWay>(recordName === undefined ? 'file' : (of.proof.way ?? 'file'))
  const verify = useChange('POST /api/seller/addresses/:addressId/verification', [
    'GET /api/seller/addresses',
  ])
  const onVerify = () =>
    verify.mutate(
      { params: { addressId: of.id }, body: { way } },
      {
        onSuccess: ({ proof, state }) => {
          if (proof.state !== 'verified') return
          toast.success(state === 'approved' ? texts.approved : texts.verified)
          onClose()
        },
      },
    )
  return (
    <DecisionDialog texts={texts} act={texts.verify} change={verify} onClose={onClose} onAct={onVerify}>
      <p className="mono wrap">{of.url}</p>
      <p className="t13 dim">{texts.lead}</p>
      {recordName !== undefined && (
        <SelectField
          label={texts.way}
          value={way}
          onChange={(event) => setWay(proofWays.find((one) => one === event.target.value) ?? 'file')}
        >
          {proofWays.map((one) => (
            <option key={one} value={one}>
              {ways[one]}
            </option>
          ))}
        </SelectField>
      )}
      <Publication of={of.toPublish} way={way} />
      <LastTry of={(verify.data ?? of).proof} />
    </DecisionDialog>
  )
}

function Publication({ of, way }: { readonly of: SellerAddress['toPublish']; readonly way: ProofWay }) {
  const texts = verifyTexts.use()
  const isFile = way === 'file'
  return (
    <>
      <p className="t13">{texts.steps[way]}</p>
      <dl className="lines t13">
        <div>
          <dt>{isFile ? texts.fileUrl : texts.recordName}</dt>
          <dd>
            <CopyText value={isFile ? of.fileUrl : (of.recordName ?? '')} />
          </dd>
        </div>
        <div>
          <dt>{texts.line}</dt>
          <dd>
            <CopyText value={of.line} />
          </dd>
        </div>
      </dl>
      {isFile && <p className="t13 dim">{texts.fileRules}</p>}
    </>
  )
}

/** The reason of the last failure; it is read out when the try ends. */
function LastTry({ of: { fault, at } }: { readonly of: SellerAddress['proof'] }) {
  const texts = verifyTexts.use()
  const { faults } = proofTexts.use()
  return (
    <div aria-live="polite">
      {fault !== undefined && (
        <div className="note note--bad">
          <Icon name="alert" />
          <p>
            {faults[fault]}
            {at !== undefined && (
              <span className="below">
                {texts.last} <Time at={at} />
              </span>
            )}
          </p>
        </div>
      )}
    </div>
  )
}
