import { Link } from '@tanstack/react-router'
import type { AppCredential, TestBatch } from '@loggia/protocol/console'
import { EmptyArch, Time, formatCount, useLanguage, useText } from '@loggia/ui'
import { useEffect, useId, useRef } from 'react'
import { useList } from '../../centre/api.ts'
import { BatchStateMark } from '../../centre/apps/app-state.tsx'
import { formatBatch } from '../../centre/apps/batch-words.ts'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { useMayOpen } from '../../centre/rights/rights.ts'
import { isTestOpen, whileOpenMs } from './test-open.ts'
import { credentialTexts } from './texts.ts'

/** What the seller's server was told of the test account, and how it answered what it did not confirm. */
export function TestBatchesCard({ of }: { readonly of: AppCredential }) {
  const texts = credentialTexts.use().batches
  const isOpen = isTestOpen(of)
  const batches = useList(
    'GET /api/seller/app-credentials/:appCredentialId/test-batches',
    {},
    { params: { appCredentialId: of.id }, refetchInterval: isOpen ? whileOpenMs : false },
  )
  const { refetch } = batches
  const wasOpen = useRef(isOpen)
  // What was read last may lack the last batch.
  useEffect(() => {
    if (wasOpen.current && !isOpen) void refetch()
    wasOpen.current = isOpen
  }, [isOpen, refetch])
  return (
    <Card id={useId()} title={texts.title} bare>
      <Listing
        of={batches}
        columns={useColumns()}
        rowKey={({ id }) => id}
        framed={false}
        empty={<EmptyArch level={3} title={texts.empty.title} text={texts.empty.text} />}
      />
    </Card>
  )
}

function useColumns(): readonly Column<TestBatch>[] {
  const { columns, number } = credentialTexts.use().batches
  const language = useLanguage()
  return [
    {
      key: 'what',
      title: columns.what,
      head: true,
      render: (batch) => (
        <>
          {formatBatch(batch, language)}
          <p className="below num">{number(formatCount(batch.n))}</p>
        </>
      ),
    },
    { key: 'state', title: columns.state, render: (batch) => <Answer of={batch} /> },
    {
      key: 'created',
      title: columns.created,
      end: true,
      render: ({ createdAt, endedAt, triedAt }) => (
        <Time at={triedAt ?? endedAt ?? createdAt} precision="second" />
      ),
    },
  ]
}

/** What became of a batch; unless it is confirmed, with how the seller's server answered last, and the way to the call. */
function Answer({ of: { callId, state, verdict } }: { readonly of: TestBatch }) {
  const texts = credentialTexts.use().account
  const text = useText()
  const mayOpen = useMayOpen()
  return (
    <div className="bound">
      <BatchStateMark of={state} />
      {verdict && (
        <p className="below">
          {text(verdict.sentence)}{' '}
          {callId !== undefined && mayOpen('/seller/calls') && (
            <Link to="/seller/calls/$callId" params={{ callId }}>
              {texts.call}
            </Link>
          )}
        </p>
      )}
    </div>
  )
}
