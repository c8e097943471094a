import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { DialTest, DialTestState } from '@loggia/protocol/console'
import { Button, Icon, useToast } from '@loggia/ui'
import { useEffect, useEffectEvent, useState } from 'react'
import { useChange, useRead } from '../../../centre/api.ts'
import type { ReadKey } from '../../../centre/api.ts'
import { monitoringTexts } from '../../../centre/monitoring/texts.ts'
import { Refusal } from '../../../centre/parts/dialog.tsx'
import { useMayAsk } from '../../../centre/rights/rights.ts'

const route = 'POST /api/seller/products/:productId/repair'
const whileOpenMs = 1_000
/** What a passed check changes: the product may be on sale again. */
const stale: readonly ReadKey[] = [
  'GET /api/seller/products/:productId/monitoring',
  'GET /api/seller/monitoring',
  'GET /api/seller/dial-tests',
  'GET /api/seller/products',
  'GET /api/seller/products/:productId',
  'GET /api/seller/products/:productId/history',
]

type Props = {
  readonly productId: string
  /** Whether it can be checked now. */
  readonly mayCheck: boolean
  /** Whether something has failed before. */
  readonly isRepair: boolean
}

/** Has the saved cases called at once. A failure, or why nothing was called, stays until the next check; after a pass the card may move. */
export function RepairCheck({ productId, mayCheck: mayNow, isRepair }: Props) {
  const { card: texts, skipped } = monitoringTexts.use()
  const mayAsk = useMayAsk(route, 'calls:write')
  const [testId, setTestId] = useState<string>()
  const check = useChange(route, ['GET /api/seller/dial-tests'])
  const outcome = useOutcome(testId)
  const isBusy = check.isPending || (testId !== undefined && outcome === undefined)
  const onCheck = () =>
    check.mutate({ params: { productId } }, { onSuccess: ({ dialTestId }) => setTestId(dialTestId) })
  if (!mayAsk || (!mayNow && testId === undefined)) return null
  return (
    <div className="stack" aria-live="polite">
      {(mayNow || isBusy) && (
        <div>
          <Button disabled={isBusy} aria-busy={isBusy} onClick={onCheck}>
            {isBusy ? texts.checking : isRepair ? texts.check : texts.checkNow}
          </Button>
        </div>
      )}
      <Refusal error={check.error} />
      {testId !== undefined && outcome !== undefined && outcome.state !== 'passed' && (
        <div className={outcome.skipped ? 'note note--warn' : 'note note--bad'}>
          <Icon name={outcome.skipped ? 'alert' : 'x'} />
          <p>
            {outcome.skipped ? texts.skipped(skipped[outcome.skipped]) : texts.failed}{' '}
            <Link to="/seller/dial-tests/$dialTestId" params={{ dialTestId: testId }}>
              {texts.result}
            </Link>
          </p>
        </div>
      )}
    </div>
  )
}

/** Follows a dial test until it is over, and gives it then; what it may have changed is read again. */
function useOutcome(dialTestId: string | undefined): Pick<DialTest, 'state' | 'skipped'> | undefined {
  const texts = monitoringTexts.use().card
  const queries = useQueryClient()
  const toast = useToast()
  const { data } = useRead(
    'GET /api/seller/dial-tests/:dialTestId',
    { params: { dialTestId: dialTestId ?? '' } },
    {
      enabled: dialTestId !== undefined,
      refetchInterval: (found) => (found && isOver(found.state) ? false : whileOpenMs),
    },
  )
  const outcome = data && isOver(data.state) ? data : undefined
  const state = outcome?.state
  const onOver = useEffectEvent(() => {
    for (const key of stale) void queries.invalidateQueries({ queryKey: [key] })
    if (state === 'passed') toast.success(texts.passed)
  })
  useEffect(() => {
    if (state !== undefined) onOver()
  }, [dialTestId, state])
  return outcome
}

const isOver = (state: DialTestState): boolean => state !== 'due' && state !== 'running'
