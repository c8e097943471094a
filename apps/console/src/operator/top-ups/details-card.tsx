import type { TransferDetails } from '@loggia/protocol/console'
import { Button, useText } from '@loggia/ui'
import { useId, useState } from 'react'
import { useRead } from '../../centre/api.ts'
import { Card, Fact } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { topUpRequestTexts } from './texts.ts'
import { DetailsDialog } from './later.ts'

/** The bank account that buyers pay to, and the contact. */
export function TransferDetailsCard() {
  const texts = topUpRequestTexts.use().details
  const mayChange = useMayAsk('PUT /api/operator/transfer-details', 'main')
  const details = useRead('GET /api/operator/transfer-details', {}).data
  const [isOpen, setOpen] = useState(false)
  return (
    <Card
      id={useId()}
      title={texts.title}
      beside={<span className="t13 faint">{texts.beside}</span>}
      end={
        mayChange ? (
          <Button disabled={!details} aria-label={texts.editTitle} onClick={() => setOpen(true)}>
            {texts.edit}
          </Button>
        ) : (
          <span className="why">{texts.readOnly}</span>
        )
      }
      bare
    >
      {details && <Facts of={details} />}
      {isOpen && details && <DetailsDialog of={details} onClose={() => setOpen(false)} />}
    </Card>
  )
}

function Facts({ of: { account, contact } }: { readonly of: TransferDetails }) {
  const texts = topUpRequestTexts.use().details
  const { facts } = texts
  const text = useText()
  return (
    <>
      {!account && <p className="card__body faint">{texts.none}</p>}
      <dl className="ins">
        {account && (
          <>
            <Fact name={facts.holder}>{text(account.holder)}</Fact>
            <Fact name={facts.bank}>{text(account.bank)}</Fact>
            <Fact name={facts.number}>
              <span className="mono">{account.number}</span>
            </Fact>
            {account.branch && <Fact name={facts.branch}>{text(account.branch)}</Fact>}
            {account.swift !== undefined && (
              <Fact name={facts.swift}>
                <span className="mono">{account.swift}</span>
              </Fact>
            )}
          </>
        )}
        <Fact name={facts.contact}>{contact ?? <span className="faint">{texts.noContact}</span>}</Fact>
      </dl>
    </>
  )
}
